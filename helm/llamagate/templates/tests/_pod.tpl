{{/* A pod that runs a script once. Takes root, suffix, script, and maybe token: where a caller's token comes from. */}}
{{- define "llamagate.testPod" -}}
{{- $values := .root.Values }}
apiVersion: v1
kind: Pod
metadata:
  name: {{ include "llamagate.fullname" .root }}-{{ .suffix }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "llamagate.testLabels" .root | nindent 4 }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- if and .token (eq $values.callers.mode "jwt") }}
  serviceAccountName: {{ .token }}
  {{- end }}
  {{- with $values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    {{- with $values.podSecurity.runAsUser }}
    runAsUser: {{ int . }}
    runAsGroup: {{ int . }}
    fsGroup: {{ int . }}
    {{- end }}
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: curl
      image: {{ include "llamagate.image" (dict "image" $values.tests.image) }}
      command: [sh, -ec]
      args:
        - |
          {{- .script | trim | nindent 10 }}
      env:
        - name: URL
          value: {{ printf "%s/batch-jobs/%s/status" (include "llamagate.url" .root) $values.tests.jobId | quote }}
        - name: CURL_OPTIONS
          value: {{ ternary "--insecure" "" (eq (include "llamagate.scheme" .root) "https") | quote }}
        - name: TOKEN_FILE
          value: /etc/caller/{{ ternary $values.tests.token.key "token" (eq $values.callers.mode "token") }}
      resources:
        requests:
          cpu: 10m
          memory: 32Mi
        limits:
          memory: 64Mi
      securityContext:
        {{- include "llamagate.containerSecurity" .root | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if .token }}
        - name: caller
          mountPath: /etc/caller
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 16Mi
    {{- if .token }}
    - name: caller
      {{- if eq $values.callers.mode "jwt" }}
      projected:
        defaultMode: 0440
        sources:
          - serviceAccountToken:
              audience: {{ $values.callers.jwt.audience | quote }}
              path: token
              expirationSeconds: 600
      {{- else }}
      secret:
        secretName: {{ .token }}
        defaultMode: 0440
      {{- end }}
    {{- end }}
{{- end }}
