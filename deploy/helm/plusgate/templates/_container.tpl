{{/* What the gateway's container is, whichever pod it stands in. */}}
{{- define "plusgate.container" -}}
name: plusgate
image: {{ include "plusgate.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
envFrom:
  - configMapRef: { name: {{ include "plusgate.name" . }}-environment }
startupProbe:
  httpGet: { path: /startupz, port: admin, scheme: HTTPS }
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 120
readinessProbe:
  httpGet: { path: /readyz, port: admin, scheme: HTTPS }
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2
livenessProbe:
  httpGet: { path: /livez, port: admin, scheme: HTTPS }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
{{- end -}}

{{- define "plusgate.mounts" -}}
- { name: plusgate-config, mountPath: /etc/plusgate, readOnly: true }
- { name: plusgate-secrets, mountPath: /run/plusgate/secrets, readOnly: true }
- { name: plusgate-tls, mountPath: /run/plusgate/tls, readOnly: true }
- { name: plusgate-tmp, mountPath: /tmp }
{{- end -}}

{{/* The volumes of the container, for the pod that it stands in. */}}
{{- define "plusgate.volumes" -}}
- name: plusgate-config
  configMap: { name: {{ include "plusgate.name" . }}-config, defaultMode: 0444 }
- name: plusgate-secrets
  secret: { secretName: {{ .Values.secrets.name }}, defaultMode: 0400 }
- name: plusgate-tls
  secret: { secretName: {{ .Values.tls.name }}, defaultMode: 0400 }
# Room for a command; nothing is loaded from it, the native libraries are in the image.
- name: plusgate-tmp
  emptyDir: { sizeLimit: 256Mi }
{{- end -}}

{{/*
A native sidecar (Kubernetes 1.29) for the initContainers of your own pod, whose grace must be 90 s:
up before your container starts, ended after it. In a chart that has this one as a dependency with
plusgate.mode sidecar: include "plusgate.sidecar" .Subcharts.plusgate
*/}}
{{- define "plusgate.sidecar" -}}
{{ include "plusgate.container" . }}
restartPolicy: Always
ports:
  - { name: alipay-plus, containerPort: 8443 }
  - { name: admin, containerPort: 9090 }
volumeMounts:
  {{- include "plusgate.mounts" . | nindent 2 }}
  - { name: {{ .Values.sidecar.storeVolume }}, mountPath: /var/lib/plusgate }
{{- end -}}
