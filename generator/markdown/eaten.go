package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// eaten reports characters that Markdown takes for marks, and that those who type
// notices mean as they stand: lines of = or - below a text, pairs of underscores and
// of double tildes, the backslashes of paths. They do what they do in Markdown, and it
// is said.
type eaten struct{ *job }

// underline reports a heading that the line below makes one.
func (j eaten) underline(h *ast.Heading) {
	lines := h.Lines()
	if !j.opt.byLine() || lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	start := prose.StartOfLine(j.src.Body, first.Start)
	if bytes.IndexByte(j.src.Body[start:first.Start], '#') >= 0 {
		return
	}
	stop := lines.At(lines.Len() - 1).Start
	below := prose.LineOf(j.src.Body[min(stop+len(prose.LineOf(j.src.Body[stop:]))+1, len(j.src.Body)):])
	mark := shortened(string(bytes.Trim(below, "> \t\r")))
	title := strings.TrimSpace(string(prose.LineOf(j.src.Body[first.Start:])))
	j.report(ruleUnderline, first.Start, utf8.RuneCountInString(title), mark, "## "+title)
}

// emphasis reports text between underscores.
func (j eaten) emphasis(n *ast.Emphasis) {
	at := n.Pos()
	if !j.opt.byLine() || at < 0 || prose.ByteAt(j.src.Body, at) != '_' {
		return
	}
	name, becomes := diag.Text{ZH: "下划线", EN: "underscores"}, diag.Text{ZH: "斜体", EN: "slanted"}
	if n.Level == 2 {
		becomes = diag.Text{ZH: "粗体", EN: "strong"}
	}
	text := j.between(n, at+n.Level, strings.Repeat("_", n.Level))
	j.pair(at, n.Level, '_', text, name, becomes, diag.Text{ZH: "要加粗，写成 **" + text + "**", EN: "for strong text write **" + text + "**"})
}

// strike reports text between double tildes.
func (j eaten) strike(n *east.Strikethrough) {
	at := n.Pos()
	if !j.opt.byLine() || at < 0 {
		return
	}
	j.pair(at, 2, '~', j.between(n, at+2, "~~"), diag.Text{ZH: "波浪线", EN: "tildes"}, diag.Text{ZH: "删除线", EN: "struck out"},
		diag.Text{ZH: "表示起止的，写成 ～", EN: "from one to another is written with a dash"})
}

// between returns what stands from an offset up to the mark that ends it.
func (j eaten) between(n ast.Node, from int, mark string) string {
	stop := from
	for c := range descendants(n) {
		if t, ok := c.(*ast.Text); ok {
			stop = max(stop, t.Segment.Stop)
		}
	}
	if i := bytes.Index(j.src.Body[stop:], []byte(mark)); i >= 0 {
		stop += i
	}
	return shortened(string(j.src.Body[from:stop]))
}

// descendants visits all nodes below one.
func descendants(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering && !yield(c) {
				return ast.WalkStop, nil
			}
			return ast.WalkContinue, nil
		})
	}
}

// pair reports a pair of marks, with a backslash before each as they would have to be
// written.
func (j eaten) pair(at, length int, mark byte, text string, name, becomes, other diag.Text) {
	escaped := strings.Repeat(`\`+string(mark), length)
	j.report(ruleEaten, at, length, name, becomes, escaped+text+escaped, other)
}

// pathForm matches a path on a drive or on a server, as Windows writes it.
var pathForm = regexp.MustCompile(`(?:[A-Za-z]:\\[^\\\s]|\\\\[\p{L}\p{N}._-]+\\[^\\\s])[^\s，。；：、！？）》”」"<>|]*`)

// paths reports the paths in a piece of text that begins at an offset of the body of
// which not all backslashes are shown.
func (j eaten) paths(value []byte, at int) {
	i := bytes.IndexByte(value, '\\')
	if i < 0 || at+i < j.pathsTo {
		return
	}
	start := prose.StartOfLine(j.src.Body, at)
	line := prose.LineOf(j.src.Body[start:])
	j.pathsTo = start + len(line)
	for _, m := range pathForm.FindAllIndex(line, -1) {
		path := string(line[m[0]:m[1]])
		before, _ := utf8.DecodeLastRune(line[:m[0]])
		if before == '\\' || !losesBackslash(path) {
			continue
		}
		mended := strings.ReplaceAll(path, `\`, `\\`)
		found := len(j.found)
		j.report(rulePath, start+m[0], utf8.RuneCountInString(path), path, mended)
		if len(j.found) > found {
			j.found[found].Fix = j.fix(start+m[0], start+m[1], mended)
		}
	}
}

// losesBackslash reports whether a backslash of a path stands before a mark, another
// backslash among them, and would not be shown. One that is written twice throughout has no
// single one behind its drive or its server, and is not matched at all.
func losesBackslash(path string) bool {
	for i := range len(path) - 1 {
		if path[i] == '\\' && isASCIIPunctuation(path[i+1]) {
			return true
		}
	}
	return false
}

// isASCIIPunctuation reports whether a backslash before a character keeps it from being
// a mark, and is not shown.
func isASCIIPunctuation(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
