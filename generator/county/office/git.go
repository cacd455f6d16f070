package office

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gongkai/generator/county/roster"
)

// patience is how long git may take for one step: a first fetch of a repository with many
// attachments over a slow line.
const patience = 15 * time.Minute

// commitForm is the name of a commit, or its beginning.
var commitForm = regexp.MustCompile(`^[0-9a-f]{7,64}$`)

// repository is what is kept of the repository of an office: a bare one, of which no more
// is fetched than the revision that is made.
type repository struct{ dir, address string }

func (m *Maker) repository(o *roster.Office) repository {
	return repository{filepath.Join(m.Store, "git", o.Key), o.Git}
}

// fetch fetches a revision, "" for that of HEAD, and returns the name of its tree. It is
// what gongkai/fetched names from then on.
func (r repository) fetch(ctx context.Context, revision string) (tree string, err error) {
	if _, err := os.Stat(filepath.Join(r.dir, "HEAD")); err != nil {
		if err := os.MkdirAll(r.dir, 0o755); err != nil {
			return "", err
		}
		if _, err := r.git(ctx, "init", "--quiet", "--bare"); err != nil {
			return "", err
		}
	}
	revision = cmp.Or(revision, "HEAD")
	_, err = r.git(ctx, "fetch", "--quiet", "--no-tags", "--depth=1", "--", r.address, revision)
	commit := "FETCH_HEAD"
	if err != nil && commitForm.MatchString(revision) { // not all servers give one by its name
		_, err = r.git(ctx, "fetch", "--quiet", "--no-tags", "--depth=2147483647", "--", r.address, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
		commit = revision
	}
	if err != nil {
		return "", err
	}
	if _, err := r.git(ctx, "update-ref", fetched, commit+"^{commit}"); err != nil {
		return "", err
	}
	return r.git(ctx, "rev-parse", "--verify", fetched+"^{tree}")
}

// fetched names the commit that was fetched last.
const fetched = "refs/gongkai/fetched"

// checkOut brings a folder to the state of the commit that was fetched last. Files that
// are as they were stay untouched, so that a build need not read them again.
func (r repository) checkOut(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, step := range [][]string{
		{"read-tree", "--reset", "-u", fetched},
		{"checkout-index", "--all", "--force", "--quiet"},
		{"clean", "-ffdxq"},
	} {
		if _, err := r.git(ctx, append([]string{"--work-tree=" + dir}, step...)...); err != nil {
			return err
		}
	}
	return nil
}

// git runs git in the repository, and returns what it says without the last line end. It
// asks nobody for a password, converts no line ends, and runs no program that an address
// names.
func (r repository) git(ctx context.Context, args ...string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	dir, err := filepath.Abs(r.dir)
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "git", append([]string{
		"--git-dir=" + dir, "-c", "core.bare=false", "-c", "core.autocrlf=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "gc.auto=0", "-c", "fetch.fsckObjects=true",
	}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "LC_ALL=C")
	if os.Getenv("GIT_SSH_COMMAND") == "" {
		cmd.Env = append(cmd.Env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes")
	}
	cmd.WaitDelay = 5 * time.Second
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("git %s: %w", args[0], context.Cause(ctx))
	case errors.As(err, &exit):
		return "", fmt.Errorf("git: %s", lastLine(said.String()))
	}
	return strings.TrimSpace(out.String()), err
}

// lastLine is the last line of what git has said: what went wrong in the end.
func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
