{{/* Sentences on what is missing or cannot be together; none if all is well. */}}
{{- define "llamagate.refusals" -}}
{{- $callers := .Values.callers }}
{{- $key := .Values.llamacloud.apiKey }}
{{- $keySources := len (compact (list $key.existingSecret $key.value $key.externalSecret.secretStoreRef)) }}
{{- if eq $keySources 0 }}
- There is no API key of LlamaCloud's. Write it into a secret, as by
    kubectl create secret generic llamacloud --from-file=api-key=FILE
  and name that: --set llamacloud.apiKey.existingSecret=llamacloud
{{- else if gt $keySources 1 }}
- llamacloud.apiKey takes one of existingSecret, value and externalSecret; leave the others empty.
{{- end }}
{{- if eq $callers.mode "" }}
- callers.mode is not chosen. Say how callers are told apart, by --set callers.mode= with
    token        they show tokens that you list by their hashes
    jwt          they show tokens of an issuer, such as those of their service accounts
    certificate  they show a TLS certificate
    open         not at all: everyone who reaches the port asks with your key
{{- end }}
{{- if eq $callers.mode "token" }}
{{- $tokenSources := len (compact (list $callers.tokens.existingSecret $callers.tokens.callers $callers.tokens.externalSecret.secretStoreRef)) }}
{{- if eq $tokenSources 0 }}
- callers.mode is token, but nobody is listed. Write the list into a secret, as by
    kubectl create secret generic llamagate-callers --from-file=callers.yaml
  and name that: --set callers.tokens.existingSecret=llamagate-callers
{{- else if gt $tokenSources 1 }}
- callers.tokens takes one of existingSecret, callers and externalSecret; leave the others empty.
{{- end }}
{{- end }}
{{- if eq $callers.mode "jwt" }}
{{- if not $callers.jwt.issuer }}
- callers.mode is jwt, but callers.jwt.issuer does not say whose tokens are believed. For service accounts it is the issuer in
    kubectl get --raw /.well-known/openid-configuration
{{- end }}
{{- if not $callers.jwt.audience }}
- callers.mode is jwt, but callers.jwt.audience does not say for whom tokens must be issued, such as llamagate.
{{- end }}
{{- if not $callers.jwt.rules }}
- callers.mode is jwt, but callers.jwt.rules names no caller, such as {match: "system:serviceaccount:orders:api", projects: ["*"]}.
{{- end }}
{{- if and (eq $callers.jwt.keysFrom "cluster") $callers.jwt.jwksUri }}
- callers.jwt.jwksUri is for keysFrom issuer; the cluster's token is shown to the cluster alone.
{{- end }}
{{- end }}
{{- if and (eq $callers.mode "certificate") (not $callers.certificates) }}
- callers.mode is certificate, but callers.certificates names no caller, such as {match: "api.orders.example.com", projects: ["*"]}.
{{- end }}
{{- if and (or (eq $callers.mode "certificate") $callers.certificates) (not (and .Values.tls.existingSecret .Values.tls.clientCa.existingSecret)) }}
- Callers by certificates take TLS: name the secrets tls.existingSecret and tls.clientCa.existingSecret.
{{- end }}
{{- if and .Values.tls.clientCa.existingSecret (not .Values.tls.existingSecret) }}
- tls.clientCa is of no use without tls.existingSecret.
{{- end }}
{{- if and .Values.autoscaling.enabled (lt (int .Values.autoscaling.maxReplicas) (int .Values.autoscaling.minReplicas)) }}
- autoscaling.maxReplicas is less than autoscaling.minReplicas.
{{- end }}
{{- if gt (mul (int .Values.llamacloud.budget.periodSeconds) (include "llamagate.maxReplicas" . | int)) 86400 }}
- llamacloud.budget.periodSeconds times the replicas is more than a day.
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
- ingress.enabled takes a host name in ingress.hosts.
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
- httpRoute.enabled takes a gateway in httpRoute.parentRefs.
{{- end }}
{{- if regexMatch "(?i)(^|[\\s._\"'])api-?_?key[\"']?:" (toYaml .Values.config) }}
- config goes into a ConfigMap, which is no place for an API key; use llamacloud.apiKey.
{{- end }}
{{- end }}

{{/* Ends the installation with those sentences. */}}
{{- define "llamagate.refuse" -}}
{{- with include "llamagate.refusals" . | trim }}
{{- fail (printf "\n\n%s\n" .) }}
{{- end }}
{{- end }}
