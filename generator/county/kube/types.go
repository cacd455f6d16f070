package kube

// What is used of batch/v1 and core/v1.

type metadata struct {
	Name        string            `yaml:"name"`
	Namespace   string            `yaml:"namespace,omitempty"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations,omitempty"`
}

type job struct {
	APIVersion string   `yaml:"apiVersion"`
	Kind       string   `yaml:"kind"`
	Metadata   metadata `yaml:"metadata"`
	Spec       jobSpec  `yaml:"spec"`
}

type jobSpec struct {
	Completions             int            `yaml:"completions"`
	Parallelism             int            `yaml:"parallelism"`
	CompletionMode          string         `yaml:"completionMode,omitempty"`
	BackoffLimit            *int           `yaml:"backoffLimit,omitempty"`
	BackoffLimitPerIndex    *int           `yaml:"backoffLimitPerIndex,omitempty"`
	MaxFailedIndexes        *int           `yaml:"maxFailedIndexes,omitempty"`
	PodFailurePolicy        *failurePolicy `yaml:"podFailurePolicy,omitempty"`
	TTLSecondsAfterFinished int            `yaml:"ttlSecondsAfterFinished"`
	Template                podTemplate    `yaml:"template"`
}

type failurePolicy struct {
	Rules []failureRule `yaml:"rules"`
}

type failureRule struct {
	Action      string    `yaml:"action"`
	OnExitCodes exitCodes `yaml:"onExitCodes"`
}

type exitCodes struct {
	ContainerName string `yaml:"containerName"`
	Operator      string `yaml:"operator"`
	Values        []int  `yaml:"values"`
}

type cronJob struct {
	APIVersion string      `yaml:"apiVersion"`
	Kind       string      `yaml:"kind"`
	Metadata   metadata    `yaml:"metadata"`
	Spec       cronJobSpec `yaml:"spec"`
}

type cronJobSpec struct {
	Schedule                   string      `yaml:"schedule"`
	TimeZone                   string      `yaml:"timeZone"`
	ConcurrencyPolicy          string      `yaml:"concurrencyPolicy"`
	StartingDeadlineSeconds    int         `yaml:"startingDeadlineSeconds"`
	SuccessfulJobsHistoryLimit int         `yaml:"successfulJobsHistoryLimit"`
	FailedJobsHistoryLimit     int         `yaml:"failedJobsHistoryLimit"`
	JobTemplate                jobTemplate `yaml:"jobTemplate"`
}

type jobTemplate struct {
	Spec jobSpec `yaml:"spec"`
}

type podTemplate struct {
	Metadata podMetadata `yaml:"metadata"`
	Spec     podSpec     `yaml:"spec"`
}

type podMetadata struct {
	Labels map[string]string `yaml:"labels"`
}

type podSpec struct {
	RestartPolicy   string          `yaml:"restartPolicy"`
	AutomountToken  bool            `yaml:"automountServiceAccountToken"`
	SecurityContext podSecurity     `yaml:"securityContext"`
	Containers      []containerSpec `yaml:"containers"`
	Volumes         []volume        `yaml:"volumes"`
}

type podSecurity struct {
	RunAsNonRoot   bool           `yaml:"runAsNonRoot"`
	RunAsUser      int            `yaml:"runAsUser"`
	RunAsGroup     int            `yaml:"runAsGroup"`
	FSGroup        int            `yaml:"fsGroup"`
	SeccompProfile seccompProfile `yaml:"seccompProfile"`
}

type seccompProfile struct {
	Type string `yaml:"type"`
}

type containerSpec struct {
	Name            string            `yaml:"name"`
	Image           string            `yaml:"image"`
	Command         []string          `yaml:"command"`
	Args            []string          `yaml:"args"`
	Env             []envVar          `yaml:"env"`
	Resources       resources         `yaml:"resources"`
	SecurityContext containerSecurity `yaml:"securityContext"`
	VolumeMounts    []volumeMount     `yaml:"volumeMounts"`
}

type envVar struct {
	Name  string `yaml:"name"`
	Value string `yaml:"value"`
}

type resources struct {
	Requests map[string]string `yaml:"requests"`
	Limits   map[string]string `yaml:"limits"`
}

type containerSecurity struct {
	AllowPrivilegeEscalation bool         `yaml:"allowPrivilegeEscalation"`
	ReadOnlyRootFilesystem   bool         `yaml:"readOnlyRootFilesystem"`
	Capabilities             capabilities `yaml:"capabilities"`
}

type capabilities struct {
	Drop []string `yaml:"drop"`
}

type volumeMount struct {
	Name      string `yaml:"name"`
	MountPath string `yaml:"mountPath"`
}

type volume struct {
	Name     string    `yaml:"name"`
	Claim    *claim    `yaml:"persistentVolumeClaim,omitempty"`
	EmptyDir *emptyDir `yaml:"emptyDir,omitempty"`
}

type claim struct {
	ClaimName string `yaml:"claimName"`
}

type emptyDir struct {
	SizeLimit string `yaml:"sizeLimit"`
}
