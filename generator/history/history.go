// Package history is what git knows of the files of a site.
//
//	paths, err := history.Added(".", "content/notices/2017")      // all that ever were in a folder
//	commit, err := history.Introduced(".", "content/a.md", sum)   // the commit with which a text came
//	commits, err := history.Versions(".", "content/a.md", 30)     // in which it changed, the newest first
//	data, err := history.Read(".", commit, "content/a.md")
//
// A site need not be kept in git, nor need there be git on the machine: what is asked for
// is then unknown, which is no error. An error is what git says where it does not tell.
// Nothing is written, no lock is taken, and a question ends after some seconds. Paths are
// slash-separated and relative to the site's folder, which may be a part of a larger
// repository.
package history

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// patience is how long git may take. A history of ten thousand documents takes it a
// second.
const patience = 20 * time.Second

// Added returns the files that were ever in a folder, in any commit that git has of the
// site: of merges as well, and of branches that came to nothing.
func Added(dir, folder string) ([]string, error) {
	out, err := ask(dir, "log", "--all", "--full-history", "--diff-merges=separate",
		"--no-show-signature", "--no-renames", "--diff-filter=A", "--format=", "--name-only", "-z", "--relative",
		"--", folder+"/")
	var paths []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		if name = strings.TrimSpace(name); name != "" {
			paths = append(paths, name)
		}
	}
	return paths, err
}

// Introduced returns the commit with which a text came into a file for the first time;
// "" where no commit is known that did.
func Introduced(dir, file, text string) (commit string, err error) {
	out, err := ask(dir, "log", "--full-history", "--no-show-signature", "--no-renames", "--no-ext-diff", "--format=%H", "-S"+text, "--", file)
	commits := strings.Fields(string(out))
	if len(commits) == 0 {
		return "", err
	}
	return commits[len(commits)-1], nil // the newest comes first
}

// Versions returns the commits in which a file changed, the newest first, and no more than
// so many.
func Versions(dir, file string, most int) ([]string, error) {
	out, err := ask(dir, "log", "--full-history", "--no-show-signature", "--no-renames", "--max-count="+strconv.Itoa(most), "--format=%H", "--", file)
	return strings.Fields(string(out)), err
}

// Kept reports whether git can be asked about a site: it is in a repository, and there is
// git on the machine.
func Kept(dir string) bool {
	_, err := exec.LookPath("git")
	return err == nil && inRepository(dir)
}

// Read returns what a file was in a commit, without any conversion; nil where it was not
// there.
func Read(dir, commit, file string) ([]byte, error) {
	name := commit + ":./" + file
	if _, err := ask(dir, "rev-parse", "--verify", "--quiet", name); err != nil {
		return nil, nil
	}
	return ask(dir, "cat-file", "blob", name)
}

// ask returns what git answers; nothing where there is no git, or no repository.
func ask(dir string, args ...string) ([]byte, error) {
	git, err := exec.LookPath("git")
	if err != nil || !inRepository(dir) {
		return nil, nil
	}
	ctx, stop := context.WithTimeout(context.Background(), patience)
	defer stop()
	args = append([]string{"-C", dir, "--no-optional-locks", "--literal-pathspecs"}, args...)
	out, err := exec.CommandContext(ctx, git, args...).Output()
	if err != nil {
		return nil, cause(ctx, err)
	}
	return out, nil
}

// inRepository reports whether a folder is in a working copy of git. git itself says
// of one that it does not trust only that it does not.
func inRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	for err == nil {
		if _, missing := os.Lstat(filepath.Join(dir, ".git")); missing == nil {
			return true
		}
		above := filepath.Dir(dir)
		if above == dir {
			return false
		}
		dir = above
	}
	return false
}

// cause is why git failed: the first line of what it said, if anything.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if line, _, _ := strings.Cut(strings.TrimSpace(string(exit.Stderr)), "\n"); line != "" {
			return errors.New(line)
		}
	}
	return err
}
