package markdown

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/page"
)

// target is where a destination leads, as it is written into the page.
type target struct {
	href []byte  // percent-encoded; page-relative inside the site; of memory that the next one takes
	kind RefKind // 0 for the top of the page
	path string  // Target of the reference
}

// resolver finds where the destinations in a body lead, and notes it.
type resolver struct {
	notes
	images Images
	href   []byte // see target
	owned  []byte // the texts of references that are cut out of one string
	cuts   []cut
}

// resolve reads a destination that stands at a byte of the body, as plain text.
// It records where it leads; one that must not or cannot lead anywhere is
// reported instead, and ok is false.
//
// Inside the site, a destination is a path: relative to the document's own
// folder, or from content/ where it begins with a slash.
//
//	0003.md, /policies/2017/0003.md#附则   a document
//	0003-附件1.pdf                         a file beside documents
//	/catalog/index.html, /css/site.css     what the generator makes, static files
//	../                                    a folder: its index.html
//	#附则                                  a heading of this document
func (j *resolver) resolve(dest string, at int, image bool) (t target, ok bool) {
	d := strings.TrimSpace(dest) // as browsers do
	switch {
	case d == "":
		return j.refuse(ruleLinkNowhere, dest, at)
	case strings.ContainsFunc(d, hidden):
		clean := strings.Map(visible, d)
		if scheme := schemeOf(clean); !allowed(scheme) {
			return j.refuse(ruleScheme, dest, at, scheme)
		}
		return j.refuse(ruleLinkBroken, dest, at, d, clean)
	case strings.Contains(d, "：//"):
		return j.mend(ruleLinkBroken, d, at, strings.Replace(d, "：//", "://", 1))
	case schemeMeant(d) != "":
		return j.mend(ruleLinkBroken, d, at, schemeMeant(d))
	case strings.HasPrefix(d, "//"):
		return j.refuse(ruleLinkBroken, dest, at, d, "https:"+d)
	}
	if scheme := schemeOf(d); scheme != "" {
		return j.resolveScheme(d, scheme, at)
	}
	switch {
	case strings.Contains(d, `\`):
		return j.mend(ruleBackslash, d, at, strings.ReplaceAll(d, `\`, "/"))
	case d[0] == '#':
		return j.resolveAnchor(d, at)
	}
	return j.resolvePath(d, at, image)
}

// refuse reports a destination.
func (j *resolver) refuse(rule *diag.Rule, dest string, at int, args ...any) (target, bool) {
	j.report(rule, at, utf8.RuneCountInString(dest), args...)
	return target{}, false
}

// mend refuses a destination, with what was meant by it as its correction.
func (j *resolver) mend(rule *diag.Rule, dest string, at int, meant string) (target, bool) {
	before := len(j.found)
	j.report(rule, at, utf8.RuneCountInString(dest), dest, meant)
	if len(j.found) > before && bytes.HasPrefix(j.src.Body[at:], []byte(dest)) {
		j.found[before].Fix = j.fix(at, at+len(dest), meant)
	}
	return target{}, false
}

// isRemark reports whether a path cannot be one: it has Chinese in it, and neither an
// extension nor a slash. [某某镇](下称本镇) is two texts in brackets.
func isRemark(p []byte) bool {
	return bytes.IndexByte(p, '.') < 0 && bytes.IndexByte(p, '/') < 0 && bytes.IndexFunc(p, prose.IsHan) >= 0
}

// asTyped returns how the link with an address of some length at a byte of the body is
// written so that its brackets show.
func (j *resolver) asTyped(at, length int) string {
	body := j.src.Body
	start := windowBefore(body, at)
	open := start + max(bytes.LastIndexByte(body[start:at], '['), 0)
	end := min(at+length, len(body))
	if prose.ByteAt(body, end) == ')' { // an address that is defined has none
		end++
	}
	return `\` + string(body[open:end])
}

// hidden reports a character that a reader cannot see and a browser may drop.
func hidden(r rune) bool {
	if ' ' <= r && r < 0x7F || 0x3000 <= r && r <= 0x9FFF { // nearly all there is
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point)
}

func visible(r rune) rune {
	if hidden(r) {
		return -1
	}
	return r
}

// schemeOf returns the scheme of an address in lower case, "" for a relative
// one (RFC 3986 section 3.1).
func schemeOf(d string) string {
	for i := range len(d) {
		c := d[i]
		switch {
		case c == ':':
			return strings.ToLower(d[:i])
		case prose.IsLetter(c):
		case i > 0 && (prose.IsWord(c) || c == '+' || c == '-' || c == '.'):
		default:
			return ""
		}
	}
	return ""
}

// schemeMeant returns an address whose scheme has a colon of the wrong width, or none,
// as it should be; "" for another.
func schemeMeant(d string) string {
	for _, s := range [...]struct{ wrong, right string }{{"mailto：", "mailto:"}, {"tel：", "tel:"}, {"http//", "http://"}, {"https//", "https://"}} {
		if len(d) > len(s.wrong) && strings.EqualFold(d[:len(s.wrong)], s.wrong) {
			return s.right + d[len(s.wrong):]
		}
	}
	return ""
}

// allowed reports whether links may have a scheme; "" is a relative one.
func allowed(scheme string) bool {
	switch scheme {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// resolveScheme handles a destination with a scheme.
func (j *resolver) resolveScheme(d, scheme string, at int) (target, bool) {
	rest := d[len(scheme):] // from the colon on
	switch {
	case scheme == "file" || len(scheme) == 1:
		name := path.Base(strings.ReplaceAll(d, `\`, "/"))
		return j.refuse(ruleLocalPath, d, at, d, name)
	case scheme == "http" || scheme == "https":
		if u, err := url.Parse(d); err != nil || u.Host == "" {
			bare := strings.TrimLeft(rest, ":/\\")
			return j.refuse(ruleLinkBroken, d, at, d, scheme+"://"+bare)
		}
	case !allowed(scheme):
		return j.refuse(ruleScheme, d, at, scheme)
	}
	address := scheme + string(util.URLEscape([]byte(rest), false))
	j.refer(Ref{Kind: RefExternal, Target: address}, at)
	j.href = append(j.href[:0], address...)
	return target{j.href, RefExternal, address}, true
}

// resolveAnchor handles "#heading".
func (j *resolver) resolveAnchor(d string, at int) (target, bool) {
	anchor, ok := unescapePath(d[1:])
	if !ok {
		return j.refuse(ruleLinkEncoding, d, at, d)
	}
	if anchor == "" {
		return target{href: []byte("#")}, true // the top of the page
	}
	j.refer(Ref{Kind: RefAnchor, Anchor: anchor}, at)
	j.href = appendFragment(j.href[:0], []byte(anchor))
	return target{href: j.href, kind: RefAnchor}, true
}

// resolvePath handles a path inside the site.
func (j *resolver) resolvePath(d string, at int, image bool) (target, bool) {
	rest, encodedAnchor, _ := strings.Cut(d, "#")
	encodedPath, query, _ := strings.Cut(rest, "?")
	anchor, anchorOK := unescapePath(encodedAnchor)
	p, pathOK := unescapePath(encodedPath)
	switch {
	case !anchorOK || !pathOK:
		return j.refuse(ruleLinkEncoding, d, at, d)
	case strings.Contains(p, `\`):
		return j.refuse(ruleBackslash, d, at, d, strings.ReplaceAll(p, `\`, "/"))
	case p == "":
		return j.refuse(ruleLinkNowhere, d, at)
	}
	if meant := outside(p); meant != "" && !image {
		if meant == "mailto:" { // which scheme a host has, nobody knows who has not asked it
			return j.mend(ruleLinkBroken, d, at, meant+d)
		}
		return j.refuse(ruleLinkBroken, d, at, d, meant+d)
	}
	if !image && p == d && isRemark([]byte(p)) {
		return j.refuse(ruleRemark, d, at, d, j.asTyped(at, len(d)))
	}
	ref := j.classify(p, image)
	if ref.Kind == 0 {
		return j.refuse(ruleOutside, d, at, d)
	}
	ref.Anchor = anchor
	j.refer(ref, at)
	out := []byte(ref.Target)
	if ref.Kind == RefPage {
		out = page.AppendURL(out[:0], ref.Target)
	}
	j.href = page.AppendRel(j.href[:0], j.src.Path, out)
	if query != "" {
		j.href = append(append(j.href, '?'), util.URLEscape([]byte(query), false)...)
	}
	j.href = appendFragment(j.href, []byte(anchor))
	return target{j.href, ref.Kind, ref.Target}, true
}

// classify tells what a path leads to, by its form alone; Kind is 0 for one
// that leaves content/.
func (j *resolver) classify(p string, image bool) Ref {
	folder := strings.HasSuffix(p, "/") || path.Base(p) == "." || path.Base(p) == ".."
	absolute := p[0] == '/'
	if absolute {
		p = path.Clean(p)[1:]
	} else if p = path.Join(path.Dir(j.src.Path), p); p == ".." || strings.HasPrefix(p, "../") {
		return Ref{}
	}
	switch {
	case folder:
		return Ref{Kind: RefOutput, Target: path.Join(p, "index.html")}
	case strings.EqualFold(path.Ext(p), ".md"):
		return Ref{Kind: RefPage, Target: p}
	case absolute && !(image && j.besideDocuments(p)), strings.EqualFold(path.Ext(p), ".html"):
		return Ref{Kind: RefOutput, Target: p}
	case image:
		return Ref{Kind: RefImage, Target: p}
	}
	return Ref{Kind: RefFile, Target: p}
}

// besideDocuments reports whether an image is found below content/ and not
// below static/.
func (j *resolver) besideDocuments(p string) bool {
	if _, static := j.shown("/" + p); static {
		return false
	}
	_, ok := j.shown(p)
	return ok
}

// shown tells what is shown of an image.
func (j *resolver) shown(p string) (shown Image, ok bool) {
	if j.images == nil {
		return Image{}, false
	}
	return j.images(p)
}

// unescapePath decodes the percent signs of a part of a path. It refuses what
// is not UTF-8 then, or hides a control character.
func unescapePath(s string) (string, bool) {
	if strings.IndexByte(s, '%') < 0 {
		return s, true // resolve has looked at it
	}
	d, err := url.PathUnescape(s)
	if err != nil || !utf8.ValidString(d) || strings.ContainsFunc(d, hidden) {
		return "", false
	}
	return d, true
}

// appendFragment appends "#" and the anchor, percent-encoded; nothing for no
// anchor.
func appendFragment(dst, anchor []byte) []byte {
	if len(anchor) == 0 {
		return dst
	}
	return page.AppendEscaped(append(dst, '#'), anchor)
}

// outside returns the scheme that is missing before a host or an address of mail
// that would be taken for a path: www.example.gov.cn, someone@example.gov.cn.
func outside(p string) string {
	host, _, _ := strings.Cut(p, "/")
	name, domain, mail := strings.Cut(host, "@")
	if !mail {
		domain = host
	}
	top := domain[strings.LastIndexByte(domain, '.')+1:]
	switch {
	case len(top) == len(domain) || strings.Trim(strings.ToLower(domain), "abcdefghijklmnopqrstuvwxyz0123456789-.") != "":
	case mail && name != "" && host == p && (isTopLevel(top) || strings.Contains(domain, "mail.")):
		return "mailto:"
	case !mail && (strings.HasPrefix(strings.ToLower(domain), "www.") || isTopLevel(top)):
		return "https://"
	}
	return ""
}

// isTopLevel reports whether the last part of a name is that of a host and not the
// extension of a file.
func isTopLevel(s string) bool {
	switch strings.ToLower(s) {
	case "cn", "com", "net", "org", "gov", "edu":
		return true
	}
	return false
}
