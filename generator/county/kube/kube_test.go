package kube

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	k8s "k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer/json"
)

// What is written is as it was looked at (GONGKAI_UPDATE=1 writes it).
func TestManifests(t *testing.T) {
	for file, o := range map[string]Options{
		"plain.yaml": {Image: "registry.example/gongkai-county:1", Claim: "county", Shards: 8},
		"whole.yaml": {Name: "kb", Namespace: "open-data", Image: "registry.example:5000/a/b@sha256:0123", Claim: "data", Shards: 1400, Parallel: 20, Schedule: "30 2 * * 1-5", NextChange: "2026-12-01"},
	} {
		got, err := Manifests(o)
		if err != nil {
			t.Fatal(err)
		}
		name := "testdata/" + file
		if os.Getenv("GONGKAI_UPDATE") == "1" {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// decode reads a document as Kubernetes does that takes nothing it does not know: the real
// types, no unknown, misspelt or repeated field.
func decode(t *testing.T, document []byte) (k8s.Object, error) {
	t.Helper()
	scheme := k8s.NewScheme()
	if err := batch.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	reader := json.NewSerializerWithOptions(json.DefaultMetaFactory, scheme, scheme, json.SerializerOptions{Yaml: true, Strict: true})
	o, _, err := reader.Decode(document, nil, nil)
	return o, err
}

// The documents are what the types of Kubernetes say, strictly, and say what matters: a part
// for each index, tries for failures of the machine alone, no rights.
func TestStrict(t *testing.T) {
	data, err := Manifests(Options{Image: "a", Claim: "b", Shards: 3, Parallel: 7, Schedule: "*/5 0 * * *", NextChange: "2026-12-01"})
	if err != nil {
		t.Fatal(err)
	}
	first, second, ok := bytes.Cut(data, []byte("---\n"))
	one, err1 := decode(t, first)
	two, err2 := decode(t, second)
	j, isJob := one.(*batch.Job)
	c, isCron := two.(*batch.CronJob)
	if !ok || err1 != nil || err2 != nil || !isJob || !isCron {
		t.Fatalf("%v, %v:\n%s", err1, err2, data)
	}
	if *j.Spec.CompletionMode != batch.IndexedCompletion || *j.Spec.Completions != 3 || *j.Spec.Parallelism != 3 || *j.Spec.BackoffLimitPerIndex != 2 || *j.Spec.MaxFailedIndexes != 3 || j.Spec.BackoffLimit != nil {
		t.Errorf("%+v", j.Spec)
	}
	if args := strings.Join(j.Spec.Template.Spec.Containers[0].Args, " "); args != "build --shard $(JOB_COMPLETION_INDEX)+1/3 --source /county --json" {
		t.Error(args)
	}
	if *c.Spec.TimeZone != "Asia/Shanghai" || c.Spec.ConcurrencyPolicy != batch.ForbidConcurrent || c.Spec.JobTemplate.Spec.CompletionMode != nil || c.Spec.Schedule != "*/5 0 * * *" || c.Annotations["gongkai/next-change"] != "2026-12-01" {
		t.Errorf("%+v", c.Spec)
	}
	for _, s := range []struct {
		batch.JobSpec
		action batch.PodFailurePolicyAction
	}{{j.Spec, batch.PodFailurePolicyActionFailIndex}, {c.Spec.JobTemplate.Spec, batch.PodFailurePolicyActionFailJob}} {
		p := s.Template.Spec
		run := p.Containers[0].SecurityContext
		if *p.AutomountServiceAccountToken || !*p.SecurityContext.RunAsNonRoot || p.SecurityContext.SeccompProfile.Type != core.SeccompProfileTypeRuntimeDefault || *run.AllowPrivilegeEscalation || !*run.ReadOnlyRootFilesystem || run.Capabilities.Drop[0] != "ALL" || p.RestartPolicy != core.RestartPolicyNever {
			t.Errorf("%+v", p)
		}
		if p.Volumes[0].PersistentVolumeClaim.ClaimName != "b" || p.Volumes[1].EmptyDir.SizeLimit.Value() != 1<<30 || p.Containers[0].Resources.Limits.Memory().Value() != 2<<30 {
			t.Errorf("%+v", p.Volumes)
		}
		rule := s.PodFailurePolicy.Rules[0]
		if rule.Action != s.action || rule.OnExitCodes.Operator != batch.PodFailurePolicyOnExitCodesOpIn || *rule.OnExitCodes.ContainerName != p.Containers[0].Name {
			t.Errorf("%+v", rule)
		}
	}
}

// What Kubernetes would refuse, or leave out without a word, the decoder refuses.
func TestDecode(t *testing.T) {
	data, err := Manifests(Options{Image: "a", Claim: "b", Shards: 3})
	if err != nil {
		t.Fatal(err)
	}
	job, _, _ := bytes.Cut(data, []byte("---\n"))
	for was, is := range map[string]string{
		"completions:": "completion:", "parallelism:": "Parallelism:", "restartPolicy: Never": "restartPolicy: Never\n      restartPolicy: Never", "completions: 3": "completions: three", "memory: 2Gi": "memory: 2 Gi",
		"kind: Job": "kind: Jobs", "batch/v1": "batch/v1beta9",
	} {
		changed := bytes.Replace(job, []byte(was), []byte(is), 1)
		if bytes.Equal(changed, job) {
			t.Errorf("%s is not written", was)
		}
		if _, err := decode(t, changed); err == nil {
			t.Errorf("%s is taken", is)
		}
	}
}

// Options that would be YAML of another meaning, or that Kubernetes refuses, are refused.
func TestOptions(t *testing.T) {
	good := Options{Image: "a", Claim: "b", Shards: 1}
	for name, change := range map[string]func(*Options){
		"no image":         func(o *Options) { o.Image = "" },
		"image of lines":   func(o *Options) { o.Image = "a\nkind: Pod" },
		"image of options": func(o *Options) { o.Image = "-a" },
		"no claim":         func(o *Options) { o.Claim = "" },
		"claim in capital": func(o *Options) { o.Claim = "County" },
		"no shards":        func(o *Options) { o.Shards = 0 },
		"too many shards":  func(o *Options) { o.Shards = maxShards + 1 },
		"negative":         func(o *Options) { o.Parallel = -1 },
		"schedule":         func(o *Options) { o.Schedule = "daily" },
		"name":             func(o *Options) { o.Name = "a_b" },
		"namespace":        func(o *Options) { o.Namespace = "a b" },
	} {
		o := good
		change(&o)
		if out, err := Manifests(o); !errors.Is(err, ErrOption) || out != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Manifests(good); err != nil {
		t.Error(err)
	}
}
