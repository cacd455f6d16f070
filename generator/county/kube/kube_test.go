package kube

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
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

// The documents are read strictly as what they were written from, and say what matters: a
// part for each index, tries for failures of the machine alone, no rights.
func TestStrict(t *testing.T) {
	data, err := Manifests(Options{Image: "a", Claim: "b", Shards: 3, Parallel: 7, Schedule: "*/5 0 * * *", NextChange: "2026-12-01"})
	if err != nil {
		t.Fatal(err)
	}
	first, second, ok := bytes.Cut(data, []byte("---\n"))
	var j job
	var c cronJob
	if !ok || yaml.UnmarshalWithOptions(first, &j, yaml.Strict()) != nil || yaml.UnmarshalWithOptions(second, &c, yaml.Strict()) != nil {
		t.Fatalf("cannot be read:\n%s", data)
	}
	if j.Kind != "Job" || j.Spec.CompletionMode != "Indexed" || j.Spec.Completions != 3 || j.Spec.Parallelism != 3 || *j.Spec.BackoffLimitPerIndex != 2 || *j.Spec.MaxFailedIndexes != 3 || j.Spec.BackoffLimit != nil {
		t.Errorf("%+v", j.Spec)
	}
	if args := strings.Join(j.Spec.Template.Spec.Containers[0].Args, " "); args != "build --shard $(JOB_COMPLETION_INDEX)+1/3 --source /county --json" {
		t.Error(args)
	}
	if c.Kind != "CronJob" || c.Spec.ConcurrencyPolicy != "Forbid" || c.Spec.TimeZone != "Asia/Shanghai" || c.Spec.JobTemplate.Spec.CompletionMode != "" || c.Spec.Schedule != "*/5 0 * * *" || c.Metadata.Annotations["gongkai/next-change"] != "2026-12-01" {
		t.Errorf("%+v", c.Spec)
	}
	for _, p := range []podSpec{j.Spec.Template.Spec, c.Spec.JobTemplate.Spec.Template.Spec} {
		s := p.Containers[0].SecurityContext
		if p.AutomountToken || !p.SecurityContext.RunAsNonRoot || s.AllowPrivilegeEscalation || !s.ReadOnlyRootFilesystem || p.RestartPolicy != "Never" {
			t.Errorf("%+v", p)
		}
	}
	for _, want := range []string{"automountServiceAccountToken: false", "allowPrivilegeEscalation: false"} { // written, though they are nothing
		if strings.Count(string(data), want) != 2 {
			t.Errorf("%s is not written", want)
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
