{{/* Where things are mounted. */}}
{{- define "llamagate.configDirectory" -}}/etc/llamagate/config{{- end }}
{{- define "llamagate.keyDirectory" -}}/etc/llamagate/key{{- end }}
{{- define "llamagate.callersDirectory" -}}/etc/llamagate/callers{{- end }}
{{- define "llamagate.clusterDirectory" -}}/etc/llamagate/cluster{{- end }}
{{- define "llamagate.tlsDirectory" -}}/etc/llamagate/tls{{- end }}
{{- define "llamagate.clientCaDirectory" -}}/etc/llamagate/client-ca{{- end }}

{{/*
The share of the budget that a replica has. The calls are divided by the replicas; where that leaves
a rest, the period is multiplied by them instead, which is the same rate to the last call.
*/}}
{{- define "llamagate.budget" -}}
{{- $replicas := include "llamagate.maxReplicas" . | int }}
{{- $budget := .Values.llamacloud.budget }}
{{- if mod (int $budget.calls) $replicas -}}
calls: {{ int $budget.calls }}
period: {{ mul (int $budget.periodSeconds) $replicas }}s
{{- else -}}
calls: {{ div (int $budget.calls) $replicas }}
period: {{ int $budget.periodSeconds }}s
{{- end }}
burst: {{ max 5 (div (int $budget.burst) $replicas) }}
{{- end }}

{{/* What the chart sets. */}}
{{- define "llamagate.settings" -}}
llamagate:
  name: {{ include "llamagate.fullname" . | quote }}
  callers:
    mode: {{ .Values.callers.mode }}
    limit:
      requests-per-second: {{ int .Values.callers.limit.requestsPerSecond }}
      burst: {{ int .Values.callers.limit.burst }}
    {{- if eq .Values.callers.mode "token" }}
    tokens-file: {{ printf "%s/%s" (include "llamagate.callersDirectory" .) .Values.callers.tokens.key | quote }}
    {{- end }}
    {{- if eq .Values.callers.mode "jwt" }}
    jwt:
      {{- with .Values.callers.jwt }}
      issuer: {{ .issuer | quote }}
      audience: {{ .audience | quote }}
      claim: {{ .claim | quote }}
      {{- with .jwksUri }}
      jwks-uri: {{ . | quote }}
      {{- end }}
      {{- if eq .keysFrom "cluster" }}
      jwks-uri: https://kubernetes.default.svc/openid/v1/jwks
      ca-file: {{ include "llamagate.clusterDirectory" $ }}/ca.crt
      token-file: {{ include "llamagate.clusterDirectory" $ }}/token
      {{- end }}
      rules:
        {{- toYaml .rules | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- with .Values.callers.certificates }}
    certificates:
      {{- toYaml . | nindent 6 }}
    {{- end }}
  llamacloud:
    {{- with .Values.llamacloud.baseUrl }}
    base-url: {{ . | quote }}
    {{- end }}
    {{- $keys := include "llamagate.keyDirectory" . }}
    {{- with .Values.llamacloud.apiKey }}
    api-key-file: {{ printf "%s/%s" $keys .key | quote }}
    {{- with .nextKey }}
    next-api-key-file: {{ printf "%s/%s" $keys . | quote }}
    {{- end }}
    {{- end }}
    {{- with .Values.llamacloud.keys }}
    keys:
      {{- range $id, $entry := . }}
      {{ printf "[%s]" $id | quote }}:
        file: {{ printf "%s/%s" $keys $entry.key | quote }}
        {{- with $entry.nextKey }}
        next: {{ printf "%s/%s" $keys . | quote }}
        {{- end }}
      {{- end }}
    {{- end }}
    budget:
      {{- include "llamagate.budget" . | nindent 6 }}
server:
  address: 0.0.0.0
  port: 8080
  {{- if .Values.tls.existingSecret }}
  ssl:
    bundle: callers
    {{- if .Values.tls.clientCa.existingSecret }}
    client-auth: want
    {{- end }}
  {{- end }}
management:
  server:
    address: 0.0.0.0
    port: 8081
    {{- if .Values.tls.existingSecret }}
    ssl:
      enabled: false
    {{- end }}
spring:
  lifecycle:
    timeout-per-shutdown-phase: {{ int .Values.shutdown.drainSeconds }}s
  {{- if .Values.tls.existingSecret }}
  ssl:
    bundle:
      pem:
        callers:
          reload-on-update: true
          keystore:
            certificate: {{ include "llamagate.tlsDirectory" . }}/tls.crt
            private-key: {{ include "llamagate.tlsDirectory" . }}/tls.key
          {{- if .Values.tls.clientCa.existingSecret }}
          truststore:
            certificate: {{ printf "%s/%s" (include "llamagate.clientCaDirectory" .) .Values.tls.clientCa.key | quote }}
          {{- end }}
  {{- end }}
{{- end }}
