package draft

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"gongkai/generator/page"
	"gongkai/generator/source"
)

// publishedFile is the list of what was ever published: a line for each address,
// which comes first on it and ends at a tab.
const publishedFile = "records/published.tsv"

// had returns the highest number that was ever an address in a folder below
// content/, as far as the site knows. It is looked for once: whoever imports a
// hundred files asks a hundred times.
func (s *Site) had(folder string) (int, error) {
	if highest, known := s.numbers[folder]; known {
		return highest, nil
	}
	root, err := source.At(s.Root)
	if err != nil {
		return 0, err
	}
	paths, err := aliases(s.Root, root, folder)
	if err != nil {
		return 0, err
	}
	recorded, err := published(root)
	if err != nil {
		return 0, err
	}
	highest := 0
	deleted, err := committed(s.Root, folder)
	if err != nil {
		s.Unknown = err
	}
	for _, p := range append(append(paths, recorded...), deleted...) {
		if path.Dir(p) == folder {
			highest = max(highest, numberOf(path.Base(p)))
		}
	}
	if s.numbers == nil {
		s.numbers = map[string]int{}
	}
	s.numbers[folder] = highest
	return highest, nil
}

// aliases returns the earlier addresses in a folder that documents have, wherever
// they are now. A file that cannot be read as a document has none.
func aliases(dir string, root source.Root, folder string) ([]string, error) {
	files, _, err := source.Scan(dir, "content")
	if err != nil {
		return nil, err
	}
	var had []string
	var parser page.Parser
	var buf []byte
	for _, f := range files {
		if !strings.EqualFold(path.Ext(f.Path), ".md") {
			continue
		}
		data, err := root.ReadInto(f.Real(), buf)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if buf = data[:0]; !bytes.Contains(data, []byte(folder+"/")) {
			continue // as of nearly all
		}
		if p, _ := parser.Parse(strings.TrimPrefix(f.Path, "content/"), data); p != nil {
			had = append(had, p.Meta.Aliases...)
		}
	}
	return had, nil
}

// published returns the addresses in the site's records.
func published(root source.Root) ([]string, error) {
	data, err := root.Read(publishedFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var had []string
	for line := range strings.Lines(string(data)) {
		address, _, _ := strings.Cut(line, "\t")
		had = append(had, strings.TrimSpace(address))
	}
	return had, err
}

// gitPatience is how long git may take. A history of ten thousand documents takes
// it a second.
const gitPatience = 20 * time.Second

// committed returns the files that were ever in a folder in any commit that git
// has of the site. Where there is no git, or no history, there are none: then what
// is known of deleted documents is what the records say. The error is what git says
// where it does not tell.
func committed(dir, folder string) ([]string, error) {
	git, err := exec.LookPath("git")
	if err != nil || !inRepository(dir) {
		return nil, nil
	}
	ctx, stop := context.WithTimeout(context.Background(), gitPatience)
	defer stop()
	// Of merges as well, and of branches that came to nothing: a document that was
	// published from one had an address.
	out, err := exec.CommandContext(ctx, git, "-C", dir, "--no-optional-locks", "log", "--all", "--full-history", "--diff-merges=separate",
		"--no-show-signature", "--no-renames", "--diff-filter=A", "--format=", "--name-only", "-z", "--relative",
		"--", "content/"+folder+"/").Output()
	if err != nil {
		return nil, gitError(ctx, err)
	}
	var had []string
	for name := range strings.SplitSeq(string(out), "\x00") {
		had = append(had, strings.TrimPrefix(strings.TrimSpace(name), "content/"))
	}
	return had, nil
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

// gitError is why git failed: the first line of what it said, if anything.
func gitError(ctx context.Context, err error) error {
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
