package markdown

import (
	"bytes"
	"cmp"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/page"
)

// linkWriter renders links and pictures.
type linkWriter struct{ *job }

// link renders a link; one that is refused shows its text alone, and one without
// text shows its address, so that it can be seen and named.
func (j linkWriter) link(n *ast.Link) {
	at := j.offsetOf(n.Destination, n.Pos())
	t, ok := j.destination(n.Destination, at)
	if !ok {
		j.children(n)
		return
	}
	j.openLink(t, n.Title, "ext")
	j.linked = true
	j.children(n)
	if !j.opt.CommonMark && !j.hasText(n) {
		j.report(ruleLinkEmpty, max(n.Pos(), 0), 0)
		j.w.text(unescape(nil, n.Destination))
	}
	j.linked = false
	j.w.end("</a>")
}

// hasText reports whether a link shows anything that can be read.
func (j linkWriter) hasText(n ast.Node) bool {
	left := 50
	if r := j.firstRune(n, &left); prose.Classify(r) != prose.Space && r != 0 && n.FirstChild().Kind() == ast.KindText {
		return true
	}
	return len(bytes.TrimSpace(j.plain(nil, n))) > 0
}

// destination resolves a destination as the parser gives it; for CommonMark it
// only encodes it.
func (j *resolver) destination(dest []byte, at int) (target, bool) {
	if j.opt.CommonMark {
		href := util.URLEscape([]byte(unescaped(dest)), false)
		return target{href: href}, !html.IsDangerousURL(href)
	}
	if d, ok := readPlainPath(dest); ok {
		if t, ok := j.resolvePlain(d, at); ok {
			return t, true
		}
	}
	return j.resolve(unescaped(dest), at, false)
}

// openLink writes the start tag. A link out of the site is marked by a class, by two
// where its text is its address, which is not printed twice and may be broken anywhere;
// it opens in the same window, as a reader expects.
func (j linkWriter) openLink(t target, title []byte, outside string) {
	j.w.start("<a")
	j.w.address("href", t.href)
	if t.kind == RefExternal && bytes.HasPrefix(t.href, []byte("http")) {
		j.w.attr("class", outside)
		j.w.attr("rel", "noopener")
	}
	j.title(title)
	j.w.raw(">")
}

func (j linkWriter) title(title []byte) {
	if text := unescaped(title); text != "" {
		j.w.attr("title", text)
	}
}

// autoLink renders <address> and a bare address in text.
func (j linkWriter) autoLink(n *ast.AutoLink) {
	label := n.Label(j.src.Body)
	dest := n.URL(j.src.Body)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(dest), []byte("mailto:")) {
		dest = append([]byte("mailto:"), dest...)
	}
	if j.linked { // a link in a link's text
		j.w.text(label)
		return
	}
	var t target
	ok := true
	if j.opt.CommonMark {
		t.href = util.URLEscape(dest, false)
		ok = !html.IsDangerousURL(t.href)
	} else {
		t, ok = j.resolve(string(dest), j.offsetOf(label, n.Pos()), false)
	}
	if !ok {
		j.w.text(label)
		return
	}
	j.openLink(t, nil, "ext url")
	j.w.text(label)
	j.w.end("</a>")
}

// image renders an image within text; one that is refused shows its
// alternative text.
func (j linkWriter) image(n *ast.Image) {
	if !j.img(n, n.Title) {
		j.w.text(j.plain(nil, n))
	}
}

// figure renders an image that is a paragraph of its own, its title as caption.
func (j linkWriter) figure(n *ast.Image) {
	j.w.block("<figure>")
	if !j.img(n, nil) {
		j.w.text(j.plain(nil, n))
	}
	j.w.block("<figcaption>")
	j.w.text(unescape(nil, n.Title))
	j.w.block("</figcaption></figure>")
}

// img writes the img element, with its size where that is known so that the
// text does not jump when it arrives. It reports false for an image that is
// refused: one on another server, too, since it would be missing offline and
// would tell that server who reads the page.
func (j linkWriter) img(n *ast.Image, title []byte) bool {
	at := j.offsetOf(n.Destination, n.Pos())
	alt := strings.TrimSpace(string(j.plain(nil, n)))
	if alt == "" {
		dest := unescaped(n.Destination)
		j.report(ruleImageAlt, max(n.Pos(), 0), 0, dest, withAlt(dest, unescaped(n.Title)))
	}
	if j.opt.CommonMark {
		t, ok := j.destination(n.Destination, at)
		return ok && j.writeImg(t, alt, title)
	}
	switch dest := strings.TrimSpace(unescaped(n.Destination)); {
	case strings.HasPrefix(schemeOf(dest), "http"):
		j.refuse(ruleImageExternal, dest, at, dest)
	case dest != "" && allowed(schemeOf(dest)) && !imageName(dest):
		j.refuse(ruleImageFile, dest, at, dest, asPicture(dest))
	default:
		t, ok := j.resolve(dest, at, true)
		return ok && j.writeImg(t, alt, title)
	}
	return false
}

// withAlt returns an image without alternative text as it should be written: with its
// caption, with what its name says, or with the question.
func withAlt(dest, caption string) diag.Text {
	rest := ")"
	if caption != "" {
		rest = ` "` + strings.ReplaceAll(caption, `"`, `\"`) + `")`
	}
	if strings.ContainsAny(dest, " ()<>") {
		dest = "<" + strings.NewReplacer("<", `\<`, ">", `\>`).Replace(dest) + ">"
	}
	alt := strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ").Replace(caption)
	if alt == "" {
		alt = telling(dest)
	}
	if alt == "" {
		return diag.Text{ZH: "![图中的内容](" + dest + rest, EN: "![what it shows](" + dest + rest}
	}
	return diag.Text{ZH: "![" + alt + "](" + dest + rest, EN: "![" + alt + "](" + dest + rest}
}

// noName matches what cameras, chat programs and importers call any picture.
var noName = regexp.MustCompile(`^(?:微信)?(?:图片?|图像|照片|相片|截[图屏]|屏幕截图|未命名|未标题|无标题|附件|扫描件?)[-_ ()（）\d.年月日]*$`)

// telling returns what the name of a file says in Chinese of its content, if anything.
func telling(dest string) string {
	name := path.Base(strings.TrimSuffix(strings.TrimPrefix(dest, "<"), ">"))
	name = strings.TrimLeft(strings.TrimSuffix(name, path.Ext(name)), "0123456789-_ ")
	for _, r := range name {
		if !unicode.Is(unicode.Han, r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	if utf8.RuneCountInString(name) < 2 || noName.MatchString(name) {
		return ""
	}
	return name
}

// imageName reports whether a path names a file that browsers show as an image.
func imageName(dest string) bool {
	name, _, _ := strings.Cut(dest, "#")
	name, _, _ = strings.Cut(name, "?")
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg":
		return true
	}
	return false
}

// writeImg writes the tag, within a link to the image where a reduced copy of it is
// shown, unless a link of the writer's own is around it; it reports true for img to
// return.
func (j linkWriter) writeImg(t target, alt string, title []byte) bool {
	var shown Image
	if !j.opt.CommonMark {
		shown = j.shownOf(t)
	}
	opened := shown.Copy != "" && !j.linked
	if opened {
		j.w.start("<a")
		j.w.address("href", t.href)
		j.w.attr("aria-label", cmp.Or(alt, "图片")+"（查看原图）")
		j.w.raw(">")
	}
	j.w.object("<img")
	if shown.Copy != "" {
		t.href = page.AppendRel(j.href[:0], j.src.Path, []byte(strings.TrimPrefix(shown.Copy, "/")))
	}
	j.w.address("src", t.href)
	if shown.Width > 0 {
		j.w.number("width", shown.Width)
		j.w.number("height", shown.Height)
	}
	j.w.attr("alt", alt)
	j.title(title)
	if !j.opt.CommonMark {
		j.w.attr("loading", "lazy")
		j.w.attr("decoding", "async")
	}
	j.w.raw(">")
	if opened {
		j.w.end("</a>")
	}
	return true
}

// shownOf tells what is shown of the image that a target leads to; the zero Image
// where nothing is known of it.
func (j linkWriter) shownOf(t target) Image {
	name := t.path
	if t.kind == RefOutput {
		name = "/" + name
	}
	shown, _ := j.shown(name)
	return shown
}

// asPicture says how a picture is made of a file that browsers do not show as one.
func asPicture(file string) diag.Text {
	switch strings.ToLower(path.Ext(file)) {
	case ".heic", ".heif":
		return diag.Text{
			ZH: "苹果手机的照片，用“画图”或者看图软件打开，另存为 .jpg；以后拍的，在“设置—相机—格式”里选“兼容性最佳”",
			EN: "open the photograph of an iPhone in a viewer and save it as .jpg; for those to come, choose Most Compatible under Settings, Camera, Formats",
		}
	case ".bmp", ".tif", ".tiff", ".jfif", ".psd", ".emf", ".wmf":
		return diag.Text{ZH: "用“画图”或者看图软件打开，另存为 .jpg 或 .png", EN: "open it in a viewer and save it as .jpg or .png"}
	}
	return diag.Text{
		ZH: "图片用 png、jpg、gif、webp、avif 或 svg；链接到其他文件时去掉前面的感叹号",
		EN: "use png, jpg, gif, webp, avif or svg; to link to another file, take away the exclamation mark",
	}
}
