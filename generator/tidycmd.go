package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/tidy"
)

// tidyCommand is `gongkai tidy [FILE…]`.
type tidyCommand struct {
	Files  []string `arg:"" optional:"" placeholder:"FILE" help:"help_tidy_files"`
	DryRun bool     `help:"help_tidy_dry"`
}

// Run makes the corrections that the findings of the site carry: of all its files,
// or of those that are named.
func (t *tidyCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	only, err := sitePaths(c.Source, t.Files)
	if err != nil {
		return err
	}
	mended := 0
	for range mostRounds {
		n, err := t.round(c, opt, only)
		if err != nil {
			return err
		}
		if mended += n; n == 0 || t.DryRun {
			break
		}
	}
	switch {
	case mended == 0:
		c.say("没有可以自动改正的地方；其他问题运行 gongkai check 查看。", "There is nothing to mend without asking; see gongkai check for the rest.")
	case t.DryRun:
		c.say("可以改正 %d 处，没有写文件。", "%d places can be mended; nothing was written.", mended)
	default:
		c.say("改正了 %d 处。请看一遍，再运行 gongkai check。", "%d places were mended. Look at them, and run gongkai check.", mended)
	}
	return nil
}

// mostRounds is how often tidy looks again at what it has mended: a value is read only when
// the colon before it is one, and what stands in a list when it is one.
const mostRounds = 8

// round makes the corrections that the findings carry now, and returns how many.
func (t *tidyCommand) round(c *call, opt site.Options, only []string) (mended int, err error) {
	changes, res, err := siteChanges(opt)
	if err != nil {
		return 0, err
	}
	r := tidying{c, t.DryRun, res}
	for _, name := range sortedFiles(changes) {
		if !among(name, only) {
			continue
		}
		n, err := r.file(name, changes[name])
		if err != nil {
			return mended, err
		}
		mended += n
	}
	return mended, nil
}

// sitePaths returns the paths in the site of files and folders that were named: as on the
// disk, or by their paths in the site, as findings have them.
func sitePaths(root string, names []string) ([]string, error) {
	var paths []string
	for _, name := range names {
		path, err := sitePath(root, name)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// sitePath returns the path in the site of one of them.
func sitePath(root, name string) (string, error) {
	base, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	slashed := filepath.FromSlash(strings.ReplaceAll(name, `\`, "/"))
	for _, try := range []string{name, slashed, filepath.Join(base, slashed), filepath.Join(base, "content", slashed)} {
		full, err := filepath.Abs(try)
		if err != nil {
			return "", err
		}
		if _, err := os.Stat(full); err != nil {
			continue
		}
		rel, err := filepath.Rel(base, full)
		if err != nil || !filepath.IsLocal(rel) {
			return "", refuse("%s 不在站点的文件夹里", "%s is not in the site's folder", name)
		}
		return filepath.ToSlash(rel), nil
	}
	return "", refuse("没有这个文件：%s", "there is no file %s", name)
}

// siteChanges gathers the corrections for each file of a site: those of all
// findings, about drafts too, and those that nobody sees. It returns what was found with them.
func siteChanges(opt site.Options) (changes map[string][]tidy.Change, res *site.Result, err error) {
	opt.SourcesOnly = true
	if res, err = site.Check(opt); err != nil {
		return nil, nil, err
	}
	withheld, err := withheldFindings(opt, res.Diagnostics)
	if err != nil {
		return nil, nil, err
	}
	changes = map[string][]tidy.Change{}
	for _, d := range append(res.Diagnostics, withheld...) {
		if !d.Fix.IsZero() {
			what := diag.Text{ZH: d.Code + " " + d.Message.ZH, EN: d.Code + " " + d.Message.EN}
			changes[d.Pos.File] = append(changes[d.Pos.File], tidy.Change{What: what, Correction: d.Fix})
		}
	}
	root, err := source.At(opt.Source)
	if err != nil {
		return nil, nil, err
	}
	files, _, err := source.Scan(opt.Source, "content")
	if err != nil {
		return nil, nil, err
	}
	for _, f := range files {
		if !strings.EqualFold(filepath.Ext(f.Path), ".md") {
			continue
		}
		data, err := root.Read(f.Real())
		if err != nil {
			return nil, nil, err
		}
		if found := tidy.Invisible(data); len(found) > 0 {
			changes[f.Path] = append(changes[f.Path], found...)
		}
	}
	return changes, res, nil
}

// tidying is one round.
type tidying struct {
	*call
	dryRun bool
	res    *site.Result
}

// file mends one file, or shows how it would be mended, and returns in how many
// places. What is shown of it holds no number that a finding would hide.
func (t tidying) file(name string, changes []tidy.Change) (int, error) {
	path := filepath.Join(t.Source, filepath.FromSlash(name))
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return 0, nil // what a link leads to is mended under its own name
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	var corrections []diag.Correction
	for _, change := range changes {
		corrections = append(corrections, change.Correction)
	}
	mended, made := tidy.Apply(data, corrections)
	if bytes.Equal(mended, data) {
		return 0, nil
	}
	if t.dryRun {
		t.print(t.stdout, string(tidy.Diff(name, []byte(t.res.Veil(string(data))), []byte(t.res.Veil(string(mended))))))
		return len(made), nil
	}
	for _, change := range changes {
		if slices.Contains(made, change.Correction) {
			t.say("%s:%d: %s", "%s:%d: %s", name, change.Line, change.What)
		}
	}
	return len(made), rewrite.File(path, mended, info.Mode().Perm())
}

func sortedFiles[T any](changes map[string]T) []string {
	names := make([]string, 0, len(changes))
	for name := range changes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
