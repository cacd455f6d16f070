package main

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// revision is the state of the repository that is released.
type revision struct {
	version string
	time    time.Time // of the commit
}

// revisionOf asks git for the revision of the repository in dir.
func revisionOf(dir string) (revision, error) {
	seconds, err := git(dir, "log", "-1", "--format=%ct")
	if err != nil {
		return revision{}, err
	}
	unix, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return revision{}, fmt.Errorf("time of the commit: %w", err)
	}
	rev := revision{time: time.Unix(unix, 0).UTC()}
	tag, err := git(dir, "describe", "--tags", "--exact-match")
	if err == nil {
		rev.version = strings.TrimPrefix(tag, "v")
	} else {
		name, err := git(dir, "rev-parse", "--short=12", "HEAD")
		if err != nil {
			return revision{}, err
		}
		rev.version = "0.0.0-" + rev.time.Format("20060102") + "-" + name
	}
	changed, err := git(dir, "status", "--porcelain", "--untracked-files=no")
	if changed != "" {
		rev.version += "-modified"
	}
	return rev, err
}

// git runs git in a folder and returns what it says.
func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", strings.Join(args, " "), err)
	}
	return strings.TrimSpace(string(out)), nil
}
