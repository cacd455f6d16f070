package main

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path"
	"regexp"
	"strings"

	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/starter"
	"gongkai/generator/tree"
	"gongkai/layouts"
)

// shownComments is how many comments are printed.
const shownComments = 20

// refuseComments refuses to pack sources with comments, which are nowhere in the site: who
// has written them did not mean to publish them. Those that the program has written itself,
// as explanations, say nothing of the office. With --with-comments they are counted.
func (p *packing) refuseComments() error {
	list, err := p.comments()
	if err != nil || len(list) == 0 {
		return err
	}
	if p.withComments {
		p.say("文档和 config.toml 里有 %d 处注释，网站上没有，归档包里有。", "the sources have %d comments, which are not in the site and are in the pack.", len(list))
		return nil
	}
	for _, line := range list[:min(len(list), shownComments)] {
		p.print(p.stderr, line+"\n")
	}
	return refuse("上面%s的 %d 处注释，网站上没有，归档以后收到的人都能看到；不要移交的删去，都可以移交的，加上 --with-comments",
		"%[3]s%[2]d comments that are not in the site would be in the pack, for all who get it; remove those that are not for them, or add --with-comments if all may be handed over",
		more(len(list), "列出的和没有列出", ""), len(list), more(len(list), "", "listed or not: "))
}

// more is a text where not all comments are printed.
func more(n int, zh, en string) string {
	if n <= shownComments {
		return ""
	}
	return zh + en
}

// comments lists the comments in the sources that are packed, with their places.
func (p *packing) comments() (list []string, err error) {
	var figures [][]byte // of new reports
	for _, r := range p.site.Catalog().Reports {
		figures = append(figures, report.Skeleton(r.Year, p.site.Catalog().Meta(r.ID).Form, "", nil)[report.FiguresFile])
	}
	own, err := ownComments(figures)
	if err != nil {
		return nil, err
	}
	root, err := source.At(p.Source)
	if err != nil {
		return nil, err
	}
	stamps := p.stamps()
	for _, f := range p.sources {
		if f.public != "" || f.text != nil { // what is packed of a withdrawn document has none
			continue
		}
		text, err := p.text(root, f.path, stamps)
		if err != nil {
			return nil, err
		}
		for line, comment := range commentsOf(f.path, text) {
			if comment = strings.TrimSpace(comment); !own[comment] && strings.Trim(comment, "# ") != "" {
				list = append(list, fmt.Sprintf("%s:%d  %s", f.path, line, strings.ReplaceAll(comment, "\n", " ")))
			}
		}
	}
	return list, nil
}

// commentsOf returns the comments of a source.
func commentsOf(name string, text []byte) iter.Seq2[int, string] {
	switch {
	case strings.EqualFold(path.Ext(name), ".md"):
		return page.Comments(text)
	case isLayout(name):
		return layoutComments(string(text))
	}
	return tomlComments(string(text))
}

// ownComments are the comments that the program writes: in its layouts, in the site of `init`, in a new
// document, where those of lines that are filled in lose their examples, and in the figures
// of new reports.
func ownComments(figures [][]byte) (map[string]bool, error) {
	own := map[string]bool{}
	files, err := starter.Files()
	if err != nil {
		return nil, err
	}
	add := func(name string, text []byte) {
		for _, comment := range commentsOf(name, text) {
			comment = strings.TrimSpace(comment)
			own[comment] = true
			if at := strings.LastIndex(comment, "# "); at > 0 {
				comment = comment[at:]
			}
			bare, _, _ := strings.Cut(comment, "，例如")
			own[comment], own[bare], own[bare+"，必填"] = true, true, true
		}
	}
	err = fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || name != tree.Config.Name() && path.Ext(name) != ".md" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		add(name, text)
		return err
	})
	for name, text := range builtinLayouts() {
		add(name, text)
	}
	add("a.md", page.Template(page.Meta{Path: "a/2020/0001.md", Category: "a", Service: new(page.Service)}))
	add("a.md", page.Template(page.Meta{Path: "reports/2020/index.md"}))
	for _, text := range figures {
		add(report.FiguresFile, text)
	}
	return own, err
}

// builtinLayouts are the layouts of the program, by the paths that a site has them at.
func builtinLayouts() map[string][]byte {
	all := map[string][]byte{}
	entries, _ := layouts.Files.ReadDir(".") // they are in the program
	for _, e := range entries {
		all[tree.Layouts.Path(e.Name())], _ = layouts.Files.ReadFile(e.Name())
	}
	return all
}

// layoutComment is a comment of a template, or of HTML: neither reaches a page.
var layoutComment = regexp.MustCompile(`(?s)\{\{-?\s*/\*(.*?)\*/\s*-?\}\}|<!--(.*?)-->`)

// layoutComments returns the comments of a layout, with their lines, from 1.
func layoutComments(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for _, at := range layoutComment.FindAllStringSubmatchIndex(text, -1) {
			if !yield(1+strings.Count(text[:at[0]], "\n"), text[max(at[2], at[4]):max(at[3], at[5])]) {
				return
			}
		}
	}
}

// textReader is a text that was read, as a file to be packed.
func textReader(text []byte, err error) (io.ReadCloser, error) {
	if err != nil {
		return nil, err
	}
	return io.NopCloser(strings.NewReader(string(text))), nil
}

// tomlComments returns the comments of a TOML text that is sound, with their lines, from 1.
func tomlComments(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); {
			switch text[at] {
			case '#':
				comment, _, _ := strings.Cut(text[at:], "\n")
				if !yield(1+strings.Count(text[:at], "\n"), comment) {
					return
				}
				at += len(comment)
			case '"', '\'':
				at += quotedLen(text[at:])
			default:
				at++
			}
		}
	}
}

// quotedLen is the length of the string that a text begins with.
func quotedLen(text string) int {
	mark := text[:1]
	if long := strings.Repeat(mark, 3); strings.HasPrefix(text, long) {
		mark = long
	}
	at := len(mark)
	for at < len(text) && !strings.HasPrefix(text[at:], mark) {
		if text[at] == '\\' && mark[0] == '"' {
			at++
		}
		at++
	}
	at += len(mark)
	for len(mark) == 3 && at < len(text) && text[at] == mark[0] {
		at++ // marks before the last three belong to the string
	}
	return min(at, len(text))
}
