package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gongkai/generator/diag"
)

// patience is how long git may take for one step: a first fetch of a repository with many
// attachments over a slow line.
const patience = 15 * time.Minute

// Failure is what kept an office from being made, in words for people.
type Failure struct {
	diag.Text
	Err error // may be nil
}

func (f *Failure) Error() string { return f.EN }

func (f *Failure) Unwrap() error { return f.Err }

// git runs git in the repository, and returns what it says without the last line end; what
// it cannot do is said as the task is called. It asks nobody for a password, runs no
// program that a repository names, and knows nothing of a repository that we were called
// from.
func (r repository) git(ctx context.Context, task diag.Text, args ...string) (string, error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	cmd := exec.CommandContext(ctx, "git", slices.Concat([]string{"--git-dir=" + r.dir}, settings(), args)...)
	cmd.Dir = r.dir
	cmd.Env = environment(os.Environ())
	cmd.Cancel = func() error { return interrupt(cmd.Process) }
	cmd.WaitDelay = 5 * time.Second
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return "", failed(task, err, said.String())
	}
	return strings.TrimSpace(out.String()), nil
}

// settings come before those of the user and of the machine. Each fetch leaves one pack, by
// which [repository.tidy] counts.
func settings() []string {
	var args []string
	for _, s := range []string{
		"core.bare=false", "core.hooksPath=" + os.DevNull, "core.fsmonitor=false", "submodule.recurse=false",
		"gc.auto=0", "maintenance.auto=false", "fetch.fsckObjects=true", "fetch.unpackLimit=1",
	} {
		args = append(args, "-c", s)
	}
	return args
}

// interrupt asks git to end, so that it takes its locks away, and ends it where a system
// knows no such request.
func interrupt(p *os.Process) error {
	err := p.Signal(os.Interrupt)
	if err == nil || errors.Is(err, os.ErrProcessDone) {
		return err
	}
	return p.Kill()
}

// environment is that of git: ours, without what names a repository, an index or a folder
// of objects. Whoever runs us from a hook has them set, and git would take the user's own
// repository for ours. What says how servers are reached and how git is set up stays.
func environment(ours []string) []string {
	env := []string{"GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "LC_ALL=C"}
	ssh := false
	for _, v := range ours {
		name, _, _ := strings.Cut(v, "=")
		ssh = ssh || name == "GIT_SSH_COMMAND" || name == "GIT_SSH"
		if name == "LC_ALL" || strings.HasPrefix(name, "GIT_") && !staysForGit(name) {
			continue
		}
		env = append(env, v)
	}
	if !ssh {
		env = append(env, "GIT_SSH_COMMAND=ssh -o BatchMode=yes")
	}
	return env
}

// staysForGit reports whether git may know a variable of ours.
func staysForGit(name string) bool {
	return slices.ContainsFunc([]string{"GIT_CONFIG", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_ASKPASS", "GIT_EXEC_PATH"}, func(prefix string) bool {
		return strings.HasPrefix(name, prefix)
	})
}

// failed says that a task was not done, and why: in git's own words, where it has said any.
func failed(task diag.Text, err error, said string) error {
	why := diag.Text{ZH: err.Error(), EN: err.Error()}
	var exit *exec.ExitError
	switch {
	case errors.Is(err, context.Canceled):
		why = diag.Text{ZH: "中断了", EN: "interrupted"}
	case errors.Is(err, context.DeadlineExceeded):
		why = diag.Text{ZH: fmt.Sprintf("%d 分钟还没有做完", patience/time.Minute), EN: fmt.Sprintf("not done after %d minutes", patience/time.Minute)}
	case errors.Is(err, exec.ErrNotFound):
		why = diag.Text{ZH: "这台机器上没有 git，请先安装", EN: "there is no git on this machine; install it"}
	case errors.As(err, &exit) && words(said) != "":
		why = diag.Text{ZH: "git 说：" + words(said), EN: "git says: " + words(said)}
	}
	return &Failure{diag.Text{ZH: task.ZH + "（" + why.ZH + "）", EN: task.EN + " (" + why.EN + ")"}, err}
}

// mostWords is how much of git's words is shown, in bytes.
const mostWords = 2000

// words are git's own on one line: all of them, since what went wrong stands now in the
// first line, now in the last; of too many those at both ends.
func words(said string) string {
	var lines []string
	for _, line := range strings.FieldsFunc(said, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	all := strings.Join(lines, " / ")
	if len(all) > mostWords {
		all = strings.ToValidUTF8(all[:mostWords/2], "") + " … " + strings.ToValidUTF8(all[len(all)-mostWords/2:], "")
	}
	return all
}

// removeLocks removes the locks that a git which was killed has left. Nobody else's are
// here: who works in the repository has our own lock.
func (r repository) removeLocks() error {
	return filepath.WalkDir(r.dir, func(path string, d os.DirEntry, err error) error {
		switch {
		case errors.Is(err, os.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !d.IsDir() && (strings.HasSuffix(path, ".lock") || d.Name() == "gc.pid"):
			return os.Remove(path)
		}
		return nil
	})
}
