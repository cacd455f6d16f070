package approve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/tablefile"
	"gongkai/generator/tidy"
)

// Earlier is what was approved last, before a document became what it is.
type Earlier struct {
	Entry page.Review // by which it was approved
	// Commit has what was approved: it is the one with which the entry came, or the newest
	// in which the document was just that. "" where git knows of none: see Lacking.
	Commit string
	// Lacking says why there is no commit.
	Lacking diag.Text
	// Exact says that what the commit has is what was approved; else somebody changed
	// it between the approval and the commit.
	Exact bool
	// Diff is what has changed in front matter and text since, as a unified diff.
	Diff []byte
	// Added, Removed and Changed are the files that the document named then or names
	// now.
	Added, Removed, Changed []string
}

// Before returns what was approved last, as git has it; nil where nothing else ever was.
// dir is the site's folder. The error is what git says where it does not tell.
func Before(c review.Candidate, dir string) (*Earlier, error) {
	at := -1
	for i, e := range c.Meta.Review {
		if e.Sum != c.Sum {
			at = i
		}
	}
	if at < 0 {
		return nil, nil
	}
	entry := c.Meta.Review[at]
	commit, err := history.Introduced(dir, file(c), entry.Sum)
	if err != nil {
		return &Earlier{Entry: entry}, err
	}
	var came *Earlier
	if commit != "" {
		if came, err = earlier(c, dir, entry, commit); err != nil || came.Exact {
			return came, err
		}
	}
	// The text may have been committed before it was approved, and the entry never.
	commits, err := history.Versions(dir, file(c), mostVersions)
	for _, commit := range commits {
		if b, err := earlier(c, dir, entry, commit); err != nil || b.Exact {
			return b, err
		}
	}
	if came != nil && came.Commit != "" {
		return came, err
	}
	return &Earlier{Entry: entry, Lacking: lacking(dir, len(commits))}, err
}

// mostVersions is how many versions of a document are looked through: a question to git
// takes some milliseconds, and somebody waits.
const mostVersions = 30

// lacking says why git has nothing to compare with.
func lacking(dir string, versions int) diag.Text {
	switch {
	case !history.Kept(dir):
		return diag.Text{ZH: "站点不在 git 仓库里，或者这台电脑没有 git", EN: "the site is in no git repository, or there is no git on this machine"}
	case versions == 0:
		return diag.Text{ZH: "这篇文档没有提交到 git", EN: "the document was never committed to git"}
	}
	return diag.Text{ZH: "提交到 git 的各版，没有一版是审核的那一份", EN: "no version that was committed to git is the one that was approved"}
}

// earlier compares a document with what it was in a commit. The commit is "" where it was
// not there.
func earlier(c review.Candidate, dir string, entry page.Review, commit string) (*Earlier, error) {
	b := &Earlier{Entry: entry}
	data, err := history.Read(dir, commit, file(c))
	if err != nil || data == nil {
		return b, err
	}
	b.Commit = commit
	b.Diff = tidy.Diff(file(c), page.WithoutReview(data), page.WithoutReview(c.Data))
	return b, b.files(c, dir, data)
}

// files compares the files that the document named in the commit with those that it
// names now.
func (b *Earlier) files(c review.Candidate, dir string, data []byte) error {
	p, _ := page.Parse(c.Meta.Path, data)
	if p == nil {
		return nil
	}
	var then []review.File
	for _, name := range review.Named(&p.Meta, p.Body, tablefile.Files(p.Body)...) {
		data, err := history.Read(dir, b.Commit, review.File{Path: name}.Source())
		if err != nil {
			return err
		}
		if data != nil {
			sum := sha256.Sum256(data)
			then = append(then, review.File{Path: name, SHA256: hex.EncodeToString(sum[:])})
		}
	}
	b.Exact = review.Sum(review.TextOf(&p.Meta, p.Body), then) == b.Entry.Sum
	b.compare(then, c.Files)
	return nil
}

// compare notes in what two lists of files differ.
func (b *Earlier) compare(then, now []review.File) {
	in := func(list []review.File, path string) int {
		return slices.IndexFunc(list, func(f review.File) bool { return f.Path == path })
	}
	for _, f := range now {
		switch i := in(then, f.Path); {
		case i < 0:
			b.Added = append(b.Added, f.Source())
		case then[i].SHA256 != f.SHA256:
			b.Changed = append(b.Changed, f.Source())
		}
	}
	for _, f := range then {
		if in(now, f.Path) < 0 {
			b.Removed = append(b.Removed, f.Source())
		}
	}
}
