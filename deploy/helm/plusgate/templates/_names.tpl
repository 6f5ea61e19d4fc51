{{/* The release's name; the release "plusgate" has the names that the other manifests have. */}}
{{- define "plusgate.name" -}}
{{- if contains "plusgate" .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-plusgate" (.Release.Name | trunc 40 | trimSuffix "-") -}}
{{- end -}}
{{- end -}}

{{- define "plusgate.selector" -}}
app.kubernetes.io/name: plusgate
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "plusgate.labels" -}}
{{ include "plusgate.selector" . }}
app.kubernetes.io/component: plusgate
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "plusgate.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "plusgate.gatewayYaml" -}}
{{- if .Values.config -}}
{{ .Values.config }}
{{- else -}}
{{ .Files.Get (printf "files/gateway-%s.yaml" .Values.mode) }}
{{- end -}}
{{- end -}}

{{/* What gateway.yaml names; a config of your own need not name any of it. */}}
{{- define "plusgate.environment" -}}
{{- $own := ne .Values.config "" -}}
{{- if not $own -}}
PLUSGATE_CLIENT_ID: {{ required "client.clientId: the Client-Id that Alipay+ gave you" .Values.client.clientId | quote }}
PLUSGATE_ENVIRONMENT: {{ .Values.client.environment | quote }}
PLUSGATE_PARTNER_ID: {{ required "client.partnerId: your partner id, in quotes" .Values.client.partnerId | quote }}
PLUSGATE_ALIPAYPLUS_URL: {{ required "client.alipayPlusUrl: where Alipay+ is called" .Values.client.alipayPlusUrl | quote }}
{{- if eq .Values.mode "standalone" }}
PLUSGATE_BACKEND_URL: {{ required "backend.url: where your backend is called" .Values.backend.url | quote }}
PLUSGATE_STORE_URI: {{ required "store.uri: postgresql://user@host:5432/database" .Values.store.uri | quote }}
{{- end }}
{{- end }}
{{- range $name, $value := .Values.environment }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- end -}}
