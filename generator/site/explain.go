package site

import (
	"errors"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/present"
	"gongkai/generator/publish"
)

// Explanation says what an output depends on, and why it was, or would be, made.
type Explanation struct {
	Path   string // of the output
	Source string // of the document on it, or ""
	Layout string
	// Published says that the output is in the published site.
	Published bool
	Parts     []Part
}

// Part is one thing that an output depends on.
type Part struct {
	Name string
	Sum  uint64
	// Made says that the last time the output was made, it was for a change of
	// this part. New says that the part has changed since.
	Made, New bool
}

// ErrNoOutput is returned for a path that is no output of the site.
var ErrNoOutput = errors.New("no output at that path")

// Explain explains one output: path is that of an output (policies/index.html,
// with or without a slash before it), or of a content file. It reads the
// snapshot and the sources. It writes nothing, and waits for no build.
func Explain(opt Options, path string) (*Explanation, error) {
	data, err := publish.Recorded(opt.Source, opt.Out)
	if err != nil {
		return nil, err
	}
	before, old := openSnapshot(data, opt.Salt).resume()
	site, found, err := Load(opt, before)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return nil, &Broken{Diagnostics: found}
	}
	o, ok := site.plan.Lookup(outputPath(path))
	if !ok {
		return nil, ErrNoOutput
	}
	var last *outputRecord
	if p := old[o.Path]; p != nil {
		last = &p.outputRecord
	}
	return site.explain(o, last)
}

// Broken is returned where a site has errors that leave nothing to explain.
type Broken struct{ Diagnostics []diag.Diagnostic }

func (b *Broken) Error() string { return b.Diagnostics[0].Message.EN }

// outputPath accepts the ways in which people name an output.
func outputPath(path string) string {
	path = strings.TrimPrefix(strings.ReplaceAll(path, "\\", "/"), "/")
	path = strings.TrimPrefix(path, "public/")
	if content, ok := strings.CutPrefix(path, "content/"); ok || isDocument(path) {
		return page.URL(content)
	}
	if path == "" || strings.HasSuffix(path, "/") {
		return path + "index.html"
	}
	return path
}

// explain names the parts of an output's key and compares them with the record.
func (s *Site) explain(o present.Output, old *outputRecord) (*Explanation, error) {
	e := &Explanation{Path: o.Path, Published: old != nil}
	var key []uint64
	if o.IsPage() {
		v := s.plan.View(new(present.Memory), o)
		e.Layout = "layouts/" + v.Layout
		if v.Body >= 0 {
			e.Source = contentPath(s.docs[v.Body].path)
		}
		var err error
		if key, err = s.key(nil, o, v); err != nil {
			return nil, err
		}
	} else {
		key = s.dataKey(nil, o)
	}
	names := s.keyNames(o)
	for i, sum := range key {
		part := Part{Name: names[i], Sum: sum}
		if old != nil {
			part.New = len(old.Parts) != len(key) || old.Parts[i] != uint32(sum)
			for _, why := range old.Why {
				part.Made = part.Made || int(why) == i
			}
		}
		e.Parts = append(e.Parts, part)
	}
	return e, nil
}
