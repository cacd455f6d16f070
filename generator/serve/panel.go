package serve

import (
	"errors"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// panel is what an open page shows of the state of the site, as JSON.
type panel struct {
	Lang     string    `json:"lang"`
	Errors   []problem `json:"errors"`
	More     int       `json:"more"` // errors that are not in the list
	Warnings int       `json:"warnings"`
	Working  bool      `json:"working"` // not all texts have been looked at
}

// problem is one finding, cut up for display.
type problem struct {
	Severity string `json:"severity"` // error, warning, note
	Code     string `json:"code"`
	Place    string `json:"place"` // content/policies/2017/0003.md:4:7
	Open     string `json:"open"`  // opens the file at the line in an editor
	Message  string `json:"message"`
	Hint     string `json:"hint"`
	// The source line: before, under and after the caret.
	Before string `json:"before"`
	Under  string `json:"under"`
	After  string `json:"after"`
}

// maxErrors is how many errors a panel shows.
const maxErrors = 20

// panel makes the panel of a state.
func (h handler) panel(st *state) panel {
	p := panel{Lang: h.opt.Lang, Errors: []problem{}, Working: !st.complete}
	for _, d := range st.found {
		switch {
		case d.Severity == diag.Warning:
			p.Warnings++
		case d.Severity == diag.Error && len(p.Errors) < maxErrors:
			p.Errors = append(p.Errors, h.problem(d))
		case d.Severity == diag.Error:
			p.More++
		}
	}
	return p
}

// problem cuts up a finding.
func (h handler) problem(d diag.Diagnostic) problem {
	p := problem{
		Severity: d.Severity.String(), Code: d.Code, Place: placeIn(d.Pos, h.opt.Lang),
		Message: d.Message.In(h.opt.Lang), Hint: d.Hint.In(h.opt.Lang),
	}
	if d.Pos.File != "" {
		p.Open = editorLink(h.opt.Build.Source, d.Pos)
	}
	if d.Pos.Line > 0 {
		p.Before, p.Under, p.After = cut(d.Pos)
	}
	return p
}

// cut cuts a source line at the caret.
func cut(pos diag.Pos) (before, under, after string) {
	line := []rune(strings.ReplaceAll(pos.Source, "\t", " "))
	from := min(max(pos.Column-pos.Skipped-1, 0), len(line))
	to := from
	if pos.Column > 0 {
		to = min(from+max(pos.Width, 1), len(line))
	}
	before, under, after = string(line[:from]), string(line[from:to]), string(line[to:])
	if pos.Skipped > 0 {
		before = "…" + before
	}
	if pos.Cut {
		after += "…"
	}
	return before, under, after
}

// editorLink returns the address under which VS Code opens a file at a place.
func editorLink(root string, pos diag.Pos) string {
	path, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(pos.File)))
	if err != nil {
		return ""
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/site/content/0003.md
	}
	return place(diag.Pos{File: "vscode://file" + (&url.URL{Path: path}).EscapedPath(), Line: pos.Line, Column: pos.Column})
}

// placeIn is place, and where in a file without lines.
func placeIn(pos diag.Pos, lang string) string {
	if where := pos.Where.In(lang); where != "" {
		return place(pos) + " " + where
	}
	return place(pos)
}

// place renders file:line:column with the parts that are known.
func place(pos diag.Pos) string {
	text := pos.File
	for _, n := range [...]int{pos.Line, pos.Column} {
		if n == 0 {
			break
		}
		text += ":" + strconv.Itoa(n)
	}
	return text
}

// fileOf names the file that an error of the machine is about, as findings do.
func (s *Server) fileOf(err error) string {
	var at *fs.PathError
	if !errors.As(err, &at) {
		return ""
	}
	root, errRoot := filepath.Abs(s.opt.Build.Source)
	path, errPath := filepath.Abs(at.Path)
	if rel, errRel := filepath.Rel(root, path); errRoot == nil && errPath == nil && errRel == nil {
		return filepath.ToSlash(rel)
	}
	return at.Path
}

// reason puts an error of the machine into words.
func reason(err error) diag.Text {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return diag.Text{ZH: "没有权限", EN: "permission denied"}
	case errors.Is(err, fs.ErrNotExist):
		return diag.Text{ZH: "文件已经不在", EN: "the file is gone"}
	}
	return diag.Text{ZH: err.Error(), EN: err.Error()}
}

// about returns the findings that are about the given files, or about files
// below them.
func about(found []diag.Diagnostic, paths []string) []diag.Diagnostic {
	return slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool { return !isAbout(d, paths) })
}

// isAbout reports whether a finding is about one of some files, or about one below
// them, or about a file that could not be read.
func isAbout(d diag.Diagnostic, paths []string) bool {
	return d.Code == unreadable.Code || slices.ContainsFunc(paths, func(p string) bool {
		return d.Pos.File == p || strings.HasPrefix(d.Pos.File, p+"/")
	})
}
