{{/* Whole directories, never single files, so that a changed secret arrives in a running pod. */}}
{{- define "llamagate.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
- name: config
  mountPath: {{ include "llamagate.configDirectory" . }}
  readOnly: true
- name: key
  mountPath: {{ include "llamagate.keyDirectory" . }}
  readOnly: true
{{- if eq .Values.callers.mode "token" }}
- name: callers
  mountPath: {{ include "llamagate.callersDirectory" . }}
  readOnly: true
{{- end }}
{{- if include "llamagate.asksCluster" . }}
- name: cluster
  mountPath: {{ include "llamagate.clusterDirectory" . }}
  readOnly: true
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: tls
  mountPath: {{ include "llamagate.tlsDirectory" . }}
  readOnly: true
{{- end }}
{{- if .Values.tls.clientCa.existingSecret }}
- name: client-ca
  mountPath: {{ include "llamagate.clientCaDirectory" . }}
  readOnly: true
{{- end }}
{{- with .Values.volumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "llamagate.volumes" -}}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
- name: config
  configMap:
    name: {{ include "llamagate.fullname" . }}
- name: key
  secret:
    secretName: {{ include "llamagate.keySecret" . }}
    defaultMode: 0440
{{- if eq .Values.callers.mode "token" }}
- name: callers
  secret:
    secretName: {{ include "llamagate.callersSecret" . }}
    defaultMode: 0440
{{- end }}
{{- if include "llamagate.asksCluster" . }}
# To read the issuer's keys: a token that soon ends, and the authority of the API server's certificate.
- name: cluster
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 600
      - configMap:
          name: kube-root-ca.crt
          items:
            - key: ca.crt
              path: ca.crt
{{- end }}
{{- if .Values.tls.existingSecret }}
- name: tls
  secret:
    secretName: {{ .Values.tls.existingSecret }}
    defaultMode: 0440
{{- end }}
{{- if .Values.tls.clientCa.existingSecret }}
- name: client-ca
  secret:
    secretName: {{ .Values.tls.clientCa.existingSecret }}
    defaultMode: 0440
    items:
      - key: {{ .Values.tls.clientCa.key | quote }}
        path: {{ .Values.tls.clientCa.key | quote }}
{{- end }}
{{- with .Values.volumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Replicas of one version spread among themselves, whatever is left of the last one. */}}
{{- define "llamagate.topologySpread" -}}
{{- $constraints := list }}
{{- $keys := dict "kubernetes.io/hostname" .Values.topologySpread.nodes "topology.kubernetes.io/zone" .Values.topologySpread.zones }}
{{- range $key, $unsatisfiable := $keys }}
{{- if $unsatisfiable }}
{{- $constraints = append $constraints (dict "topologyKey" $key "maxSkew" 1 "whenUnsatisfiable" $unsatisfiable "labelSelector" (dict "matchLabels" (include "llamagate.selectorLabels" $ | fromYaml)) "matchLabelKeys" (list "pod-template-hash")) }}
{{- end }}
{{- end }}
{{- toYaml $constraints }}
{{- end }}
