{{/* What the chart is called in names. */}}
{{- define "llamagate.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* What names begin with; short enough that every suffix of ours fits. */}}
{{- define "llamagate.fullname" -}}
{{- $name := include "llamagate.name" . }}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- .Values.fullnameOverride | default $full | trunc 50 | trimSuffix "-" }}
{{- end }}

{{/* What tells this release's gateway from everything else. No version: a selector can never change. */}}
{{- define "llamagate.selectorLabels" -}}
app.kubernetes.io/name: {{ include "llamagate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: gateway
{{- end }}

{{/* What the pods of the release's tests are told by. */}}
{{- define "llamagate.testLabels" -}}
app.kubernetes.io/name: {{ include "llamagate.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: test
{{- end }}

{{/* The labels of objects; pods have none of the versions, or each new one would restart them. */}}
{{- define "llamagate.labels" -}}
{{ include "llamagate.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* The head of an object. Takes root, and maybe suffix, labels and annotations. */}}
{{- define "llamagate.metadata" -}}
metadata:
  name: {{ include "llamagate.fullname" .root }}{{ with .suffix }}-{{ . }}{{ end }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "llamagate.labels" .root | nindent 4 }}
    {{- with .labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{/* An image by its digest, else by its tag. Takes image and tag. */}}
{{- define "llamagate.image" -}}
{{- if .image.digest }}{{ .image.repository }}@{{ .image.digest }}{{ else }}{{ .image.repository }}:{{ .image.tag | default .tag }}{{ end }}
{{- end }}

{{/* What a container may: nothing beyond computing and answering. */}}
{{- define "llamagate.containerSecurity" -}}
allowPrivilegeEscalation: false
capabilities:
  drop: [ALL]
readOnlyRootFilesystem: true
runAsNonRoot: true
{{- end }}

{{- define "llamagate.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "llamagate.fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{/* The secret with LlamaCloud's key. */}}
{{- define "llamagate.keySecret" -}}
{{- .Values.llamacloud.apiKey.existingSecret | default (printf "%s-key" (include "llamagate.fullname" .)) }}
{{- end }}

{{/* The secret with the list of callers. */}}
{{- define "llamagate.callersSecret" -}}
{{- .Values.callers.tokens.existingSecret | default (printf "%s-callers" (include "llamagate.fullname" .)) }}
{{- end }}

{{/* The fewest and the most replicas that run at the same time. */}}
{{- define "llamagate.minReplicas" -}}
{{- ternary .Values.autoscaling.minReplicas .Values.replicaCount .Values.autoscaling.enabled | int }}
{{- end }}
{{- define "llamagate.maxReplicas" -}}
{{- ternary .Values.autoscaling.maxReplicas .Values.replicaCount .Values.autoscaling.enabled | int | max 1 }}
{{- end }}

{{/* Whether the API server has the issuer's keys: then, and only then, pods get a token for it. */}}
{{- define "llamagate.asksCluster" -}}
{{- if and (eq .Values.callers.mode "jwt") (eq .Values.callers.jwt.keysFrom "cluster") }}true{{ end }}
{{- end }}

{{- define "llamagate.scheme" -}}
{{- ternary "https" "http" (ne .Values.tls.existingSecret "") }}
{{- end }}

{{/* Where the pods of the release's tests ask. */}}
{{- define "llamagate.url" -}}
{{ include "llamagate.scheme" . }}://{{ include "llamagate.fullname" . }}.{{ .Release.Namespace }}.svc:{{ .Values.service.port }}
{{- end }}

{{/* An ExternalSecret. Takes root, suffix, from (a value named externalSecret) and key. */}}
{{- define "llamagate.externalSecret" -}}
apiVersion: external-secrets.io/v1
kind: ExternalSecret
{{ include "llamagate.metadata" . }}
spec:
  refreshInterval: {{ .from.refreshInterval }}
  secretStoreRef:
    {{- toYaml .from.secretStoreRef | nindent 4 }}
  target:
    name: {{ include "llamagate.fullname" .root }}-{{ .suffix }}
  data:
    - secretKey: {{ .key | quote }}
      remoteRef:
        {{- toYaml .from.remoteRef | nindent 8 }}
{{- end }}
