// Package kube writes what Kubernetes is told to make a county: an indexed Job, of which
// each index is a part of the offices (`build --shard`), and a CronJob that makes each
// night what has changed, collects, and publishes the county's own pages.
//
//	yaml, err := kube.Manifests(kube.Options{Image: "registry.example/gongkai-county:1", Claim: "county", Shards: 8})
//
// # What they rest on
//
//   - Everything is on one volume that all pods see (ReadWriteMany): county.toml, the
//     sources that are folders, the store and the county's site. It is mounted at /county.
//   - A pod may die at any time: what it has not finished is made by the next one, or in the
//     night. So an index is tried again for failures of the machine (status 3) alone, and
//     one whose offices have errors (status 1) fails at once, without stopping the others
//     (backoffLimitPerIndex, maxFailedIndexes, podFailurePolicy).
//   - Pods run as nobody, without rights, without a token, with a root file system that
//     cannot be written to. git has its home in /tmp.
//
// The types are those fields of batch/v1 and core/v1 that are used, by their names there; a
// test reads what is written with those of Kubernetes themselves, strictly. To write with
// those would put them into the program, and their empty fields into what is printed.
// podFailurePolicy.FailIndex and backoffLimitPerIndex want Kubernetes 1.33 or newer, or
// their feature gates.
package kube

import (
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/goccy/go-yaml"
)

// Options says what is to run, and where.
type Options struct {
	Name      string // of both, and of what they make; default gongkai-county
	Namespace string // "" leaves it to kubectl
	Image     string
	Claim     string // of the volume
	Shards    int    // how many parts; at most maxShards
	Parallel  int    // how many of them at a time; default all
	Schedule  string // of the night's run, in UTC+8; default 00:10
	// NextChange is the next day on which a build changes something, "" where it is not
	// known: it is noted beside the schedule.
	NextChange string
}

// maxShards is how many indexes a Job may have with a limit of tries for each.
const maxShards = 100_000

var (
	labelForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,50}[a-z0-9])?$`) // of which Kubernetes makes longer ones
	imageForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:/@-]*$`)
	cronForm  = regexp.MustCompile(`^[0-9*,/-]+(?: [0-9*,/-]+){4}$`)
)

// ErrOption is returned where an option cannot be; the text names it.
var ErrOption = errors.New("not possible")

// check fills in the defaults, and judges the options.
func (o *Options) check() error {
	if o.Name == "" {
		o.Name = "gongkai-county"
	}
	if o.Schedule == "" {
		o.Schedule = "10 0 * * *"
	}
	if o.Parallel == 0 {
		o.Parallel = o.Shards
	}
	for _, c := range []struct {
		option, value string
		ok            bool
	}{
		{"--name", o.Name, labelForm.MatchString(o.Name)},
		{"--namespace", o.Namespace, o.Namespace == "" || labelForm.MatchString(o.Namespace)},
		{"--image", o.Image, imageForm.MatchString(o.Image)},
		{"--claim", o.Claim, labelForm.MatchString(o.Claim)},
		{"--shards", fmt.Sprint(o.Shards), o.Shards > 0 && o.Shards <= maxShards},
		{"--parallel", fmt.Sprint(o.Parallel), o.Parallel > 0},
		{"--schedule", o.Schedule, cronForm.MatchString(o.Schedule)},
	} {
		if !c.ok {
			return fmt.Errorf("%w: %s %s", ErrOption, c.option, c.value)
		}
	}
	return nil
}

// Manifests returns both, as YAML documents.
func Manifests(o Options) ([]byte, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	first, err := yaml.Marshal(shards(o))
	if err != nil {
		return nil, err
	}
	second, err := yaml.Marshal(nightly(o))
	return slices.Concat(first, []byte("---\n"), second), err
}

// shards is the Job of which each index makes a part of the offices.
func shards(o Options) job {
	spec := jobSpec{
		Completions: o.Shards, Parallelism: min(o.Parallel, o.Shards), CompletionMode: "Indexed", BackoffLimitPerIndex: new(2), MaxFailedIndexes: new(o.Shards),
		TTLSecondsAfterFinished: week, Template: template(o, "build", "--shard", fmt.Sprintf("$(JOB_COMPLETION_INDEX)+1/%d", o.Shards)),
		PodFailurePolicy: &failurePolicy{Rules: []failureRule{{Action: "FailIndex", OnExitCodes: exitCodes{ContainerName: container, Operator: "In", Values: []int{1, 2}}}}},
	}
	return job{APIVersion: "batch/v1", Kind: "Job", Metadata: about(o, "shards"), Spec: spec}
}

// nightly is the CronJob that makes what has changed, and the county's own pages.
func nightly(o Options) cronJob {
	meta := about(o, "nightly")
	if o.NextChange != "" {
		meta.Annotations = map[string]string{"gongkai/next-change": o.NextChange}
	}
	return cronJob{APIVersion: "batch/v1", Kind: "CronJob", Metadata: meta, Spec: cronJobSpec{
		Schedule: o.Schedule, TimeZone: "Asia/Shanghai", ConcurrencyPolicy: "Forbid", StartingDeadlineSeconds: 6 * 3600,
		SuccessfulJobsHistoryLimit: 3, FailedJobsHistoryLimit: 7,
		JobTemplate: jobTemplate{Spec: jobSpec{
			Completions: 1, Parallelism: 1, BackoffLimit: new(2), TTLSecondsAfterFinished: week, Template: template(o, "build"),
			PodFailurePolicy: &failurePolicy{Rules: []failureRule{{Action: "FailJob", OnExitCodes: exitCodes{ContainerName: container, Operator: "In", Values: []int{1, 2}}}}},
		}},
	}}
}

// week is how long what has ended is kept, in seconds.
const week = 7 * 24 * 3600

// container is the name of the one container of a pod, and where the volume is in it.
const (
	container = "county"
	mount     = "/county"
)

func about(o Options, part string) metadata {
	return metadata{Name: o.Name + "-" + part, Namespace: o.Namespace, Labels: map[string]string{"app.kubernetes.io/name": o.Name}}
}

// template is a pod that runs the program once.
func template(o Options, args ...string) podTemplate {
	run := containerSpec{
		Name: container, Image: o.Image, Command: []string{"gongkai-county"},
		Args:         append(args, "--source", mount, "--json"),
		Env:          []envVar{{Name: "HOME", Value: "/tmp"}},
		VolumeMounts: []volumeMount{{Name: container, MountPath: mount}, {Name: "tmp", MountPath: "/tmp"}},
		Resources: resources{
			Requests: map[string]string{"cpu": "500m", "memory": "512Mi"}, Limits: map[string]string{"memory": "2Gi"},
		},
		SecurityContext: containerSecurity{ReadOnlyRootFilesystem: true, Capabilities: capabilities{Drop: []string{"ALL"}}},
	}
	return podTemplate{Metadata: podMetadata{Labels: map[string]string{"app.kubernetes.io/name": o.Name}}, Spec: podSpec{
		RestartPolicy: "Never", Containers: []containerSpec{run},
		SecurityContext: podSecurity{RunAsNonRoot: true, RunAsUser: nobody, RunAsGroup: nobody, FSGroup: nobody, SeccompProfile: seccompProfile{Type: "RuntimeDefault"}},
		Volumes:         []volume{{Name: container, Claim: &claim{ClaimName: o.Claim}}, {Name: "tmp", EmptyDir: &emptyDir{SizeLimit: "1Gi"}}},
	}}
}

// nobody is the user as whom pods run.
const nobody = 65534
