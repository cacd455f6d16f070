package approve

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"gongkai/generator/history"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/tablefile"
	"gongkai/generator/tidy"
)

// Earlier is what was approved last, before a document became what it is.
type Earlier struct {
	Entry page.Review // by which it was approved
	// Commit is the one with which the entry came, "" where git knows of none.
	Commit string
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
	b := &Earlier{Entry: c.Meta.Review[at]}
	commit, err := history.Introduced(dir, file(c), b.Entry.Sum)
	if err != nil || commit == "" {
		return b, err
	}
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
