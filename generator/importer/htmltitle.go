package importer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/generator/diag"
)

// title takes the title from where the page says it. What Word has saved says it nowhere,
// and its title is found in the text like that of others (facts.go).
func (h *htmlReader) title(main *html.Node) {
	page := titledPage{root: h.root, main: main, around: h.around, blocks: h.blocks}
	name := page.name()
	h.doc.hint = withoutSite(name)
	title := page.title(name)
	if title == "" {
		return
	}
	h.doc.Meta.Title = title
	if i, n := page.blocksOf(title); n > 0 {
		h.doc.top = i
		h.blocks = slices.Delete(h.blocks, i, i+n)
	}
}

// titledPage is a web page whose title is looked for.
type titledPage struct {
	root, main *html.Node
	around     bool    // there is something around the text: it is the page of a site
	blocks     []block // what has been read
}

// title returns the title: what the meta element of government sites says, the main
// heading, and else the line that the name of the page begins or ends with.
func (p *titledPage) title(name string) string {
	if title := p.articleTitle(); title != "" {
		return title
	}
	if title := p.heading(name); title != "" {
		return title
	}
	return p.lineOf(name)
}

// articleTitle returns what the page says in a meta element.
func (p *titledPage) articleTitle() (title string) {
	each(p.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Meta && strings.EqualFold(attribute(n, "name"), "ArticleTitle") {
			title = unspaced(attribute(n, "content"))
		}
		return title == ""
	})
	return title
}

// name returns the text of <title>.
func (p *titledPage) name() (name string) {
	each(p.root, func(n *html.Node) bool {
		if n.DataAtom == atom.Title && name == "" {
			name = strings.Join(strings.Fields(contentOf(n)), " ")
		}
		return true
	})
	return name
}

// heading returns the main heading: of those of the first level, the one in the text of
// the page, the one that the name of the page has in it, or the only one. The name of the
// site is none.
func (p *titledPage) heading(name string) string {
	all, inside := headings(p.root), []string(nil)
	if p.main != p.root {
		inside = headings(p.main)
	}
	name = compact(name)
	for _, list := range [][]string{inside, all} {
		if i := slices.IndexFunc(list, func(s string) bool { return strings.Contains(name, compact(s)) }); i >= 0 {
			return list[i]
		}
		if len(list) == 1 {
			if p.belowTitle(list[0]) {
				return ""
			}
			return list[0]
		}
	}
	if i := slices.IndexFunc(all, endsInGenre); i >= 0 {
		return all[i]
	}
	if p.around && len(all) > 0 {
		return all[0] // of the page of a site; what Word has saved may have sections of this level
	}
	return ""
}

// belowTitle reports whether a heading is that of a section: what Word has saved has a title
// above it in a paragraph of its own.
func (p *titledPage) belowTitle(heading string) bool {
	i, n := p.blocksOf(heading)
	if p.around || n == 0 || i == 0 || endsInGenre(heading) {
		return false
	}
	for _, b := range p.blocks[:min(i, maxHead)] {
		if line := b.line(); line != "" && endsInGenre(line) && !endsInSentence(line) && utf8.RuneCountInString(line) <= maxTitle {
			return true
		}
	}
	return false
}

// headings lists the headings of the first level below a node that may be a title.
func headings(root *html.Node) (list []string) {
	each(root, func(n *html.Node) bool {
		if isAround(n) && n.DataAtom != atom.Header || isHidden(n) {
			return false
		}
		if n.DataAtom == atom.H1 {
			text := unspaced(contentOf(n))
			if text != "" && utf8.RuneCountInString(text) <= maxTitle && !isSite(text) && !isEnumerated(text) {
				list = append(list, text)
			}
		}
		return n.DataAtom != atom.H1
	})
	return list
}

// lineOf returns the line of the text that the name of the page begins or ends with. A short
// one is rather the name of a section.
func (p *titledPage) lineOf(name string) string {
	name = compact(name)
	for i := range p.blocks[:min(len(p.blocks), 4*maxHead)] {
		line := p.blocks[i].line()
		c := compact(line)
		whole := c == name
		part := utf8.RuneCountInString(c) > 6 && (strings.HasPrefix(name, c) || strings.HasSuffix(name, c))
		if c != "" && (whole || part) && !isSite(line) {
			return unspaced(line)
		}
	}
	return ""
}

// blocksOf finds the paragraphs that a title stands in: n of them from i on.
func (p *titledPage) blocksOf(title string) (i, n int) {
	title = compact(title)
	for i := range p.blocks {
		text := ""
		for n := 1; n <= 5 && i+n <= len(p.blocks); n++ {
			line := compact(p.blocks[i+n-1].line())
			if text += line; line == "" || !strings.HasPrefix(title, text) {
				break
			}
			if text == title {
				return i, n
			}
		}
	}
	return 0, 0
}

// divider matches what stands between a title and the name of a site. A dash in a title
// is double, or between digits.
var divider = regexp.MustCompile(`\s*[_|｜»>]\s*|\s+[-–—－]\s+|(\P{Nd})[-–－](\P{Nd})`)

// withoutSite returns the name of a page without those of its site and its sections: the
// longest part that is no name of a site.
func withoutSite(name string) string {
	var parts []string
	begin := 0
	for _, m := range divider.FindAllStringSubmatchIndex(name, -1) {
		end, next := m[0], m[1]
		if m[2] >= 0 {
			end, next = m[3], m[4]
		}
		parts = append(parts, name[begin:end])
		begin = next
	}
	parts = append(parts, name[begin:])
	longest := ""
	for _, part := range parts {
		if part = strings.TrimSpace(part); !isSite(part) && utf8.RuneCountInString(part) > utf8.RuneCountInString(longest) {
			longest = part
		}
	}
	return longest
}

// site matches the names of sites, and of parts of them that are no document.
var site = regexp.MustCompile(`(?:网|网站|门户|平台|首页|主页|信息公开|政务公开|专栏|栏目|频道|\.(?:cn|com))$`)

func isSite(s string) bool {
	c := compact(s)
	return c == "" || isOffice(c) || site.MatchString(c)
}

// isAround reports whether an element is around the text of a page: what leads to other
// pages, the head and the foot of the site.
func isAround(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Header, atom.Footer:
		return true
	}
	switch attribute(n, "role") {
	case "navigation", "banner", "contentinfo", "search":
		return true
	}
	for _, name := range strings.Fields(strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))) {
		switch name {
		case "nav", "navbar", "navigation", "menu", "topnav", "breadcrumb", "breadcrumbs", "crumb", "crumbs", "footer", "copyright", "sidebar":
			return true
		}
	}
	return false
}

// leaveAround takes what is around the text out of a page that does not say which part is
// its text, and says how much that is.
func (h *htmlReader) leaveAround(root *html.Node) {
	var around []*html.Node
	each(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode && isAround(n) && !hasHeading(n) {
			around = append(around, n)
			return false
		}
		return !isHidden(n)
	})
	left := 0
	for _, n := range around {
		left += utf8.RuneCountInString(visibleText(n))
		n.Parent.RemoveChild(n)
	}
	if h.around = left > 0; h.around {
		h.losses.add(aroundText, diag.Text{}, diag.Text{ZH: decimal(left) + " 字", EN: decimal(left) + " characters"})
	}
}

// hasHeading reports whether there is a main heading in an element: the head of an
// article, and not of a site.
func hasHeading(n *html.Node) bool {
	found := false
	each(n, func(n *html.Node) bool {
		found = found || n.DataAtom == atom.H1 && !isSite(contentOf(n))
		return !found
	})
	return found
}
