package page

import (
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/address"
	"gongkai/generator/diag"
)

// maxName is the longest file name in bytes that every file system holds after
// .html.br is put behind it, and maxPath the longest path below content/ or below
// the root of the site: some systems have room for 1,024 with all that is before.
const (
	maxName = 200
	maxPath = 600
)

// checkPath judges the name of the file itself: it becomes an address, on
// every operating system and server.
func (c *checker) checkPath() {
	fail := func(rule *diag.Rule, args ...any) {
		c.found = append(c.found, rule.At(diag.Pos{File: c.file}, args...))
	}
	folder, name := path.Split(c.path)
	if strings.TrimSuffix(folder, "/") == "" {
		fail(ruleNoFolder, name)
	}
	if ext := path.Ext(name); ext != ".md" {
		fail(ruleExtension, ext, strings.TrimSuffix(name, ext)+".md")
	}
	if strings.HasPrefix(c.path, ReportsFolder+"/") && !isReport(c.path) {
		fail(ruleReportPath)
	}
	if goodPath(c.path) {
		return
	}
	if len(c.path) > maxPath {
		fail(ruleName, c.path, longPath())
	}
	for segment := range strings.SplitSeq(c.path, "/") {
		if bad := badName(segment); bad != (diag.Text{}) {
			fail(ruleName, segment, bad)
		} else if odd := strings.IndexFunc(segment, oddRune); odd >= 0 {
			r, _ := utf8.DecodeRuneInString(segment[odd:])
			fail(ruleOddName, segment, string(r))
		}
	}
}

// goodPath reports whether a path surely has no bad name: its names are of
// digits, hyphens and lower-case letters, and none can be a device of Windows,
// which have three letters, or three and a digit. It spares nearly all files
// the closer look.
func goodPath(p string) bool {
	stem, ok := strings.CutSuffix(p, ".md")
	ok = ok && len(p) <= maxPath
	start := 0 // of the name
	for i := 0; ok && i <= len(stem); i++ {
		if i < len(stem) && stem[i] != '/' {
			c := stem[i]
			ok = '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || c == '-' || c == '_'
			continue
		}
		length := i - start
		device := (length == 3 || length == 4) && stem[start] > '9'
		ok = length > 0 && length <= maxName && !device
		start = i + 1
	}
	return ok
}

func longPath() diag.Text {
	return diag.Text{ZH: "路径太长（超过 600 字节，约 200 个汉字）", EN: "it is longer than 600 bytes"}
}

// badName says why a file or folder cannot have this name everywhere; the zero
// Text where it can.
func badName(name string) diag.Text {
	switch {
	case name == "" || name == "." || name == "..":
		return diag.Text{ZH: "名称为空或是“.”“..”", EN: "it is empty, . or .."}
	case !utf8.ValidString(name):
		return diag.Text{ZH: "名称不是 UTF-8 编码", EN: "it is not UTF-8"}
	case strings.IndexFunc(name, func(r rune) bool { return unicode.IsControl(r) || formats(r) }) >= 0:
		return diag.Text{ZH: "名称含看不见的控制字符", EN: "it has an invisible character"}
	case strings.ContainsAny(name, `\:*?"<>|`):
		i := strings.IndexAny(name, `\:*?"<>|`)
		return diag.Text{ZH: "Windows 不允许文件名含 " + name[i:i+1], EN: "Windows allows no " + name[i:i+1]}
	case strings.HasSuffix(name, ".") || strings.TrimSpace(name) != name:
		return diag.Text{ZH: "名称以空格或句点结尾，或以空格开头", EN: "it ends in a blank or a dot, or begins with a blank"}
	case address.Device(name):
		stem, _, _ := strings.Cut(name, ".")
		return diag.Text{ZH: stem + " 是 Windows 保留的设备名", EN: "Windows reserves " + stem + " for a device"}
	case len(name) > maxName:
		return diag.Text{ZH: "名称太长（超过 200 字节，约 66 个汉字）", EN: "it is longer than 200 bytes"}
	}
	return diag.Text{}
}

// oddRune reports whether a character is allowed in a name but makes an
// address that people cannot read out or that servers treat differently.
func oddRune(r rune) bool {
	return r == ' ' || strings.ContainsRune("%#&+;=@!$'`,^~", r) || unicode.IsSpace(r)
}

// checkCategory demands that the category is the folder in which the file is. A category
// that can be no key, such as the name that readers see, is left to those who know which
// there are.
func (c *checker) checkCategory(m *Meta, n node) {
	folder, _, ok := strings.Cut(c.path, "/")
	if !ok || m.Category == folder || !isCategoryKey(m.Category) {
		return
	}
	move := diag.Text{ZH: "把文件移到 content/" + m.Category + "/", EN: "move the file to content/" + m.Category + "/"}
	hint := diag.Text{
		ZH: "文件夹对的，改为 category: " + folder + "；category 对的，" + move.ZH,
		EN: "where the folder is right, write category: " + folder + "; where the category is, " + move.EN,
	}
	if !isCategoryKey(folder) {
		hint = diag.Text{ZH: move.ZH + "：栏目的文件夹用代号命名", EN: move.EN + ": the folder of a category has its key as a name"}
	}
	c.failAt(ruleCategory, n, m.Category, folder, hint)
}

// isCategoryKey reports whether a word may be the key of a category.
func isCategoryKey(word string) bool {
	return word != "" && 'a' <= word[0] && word[0] <= 'z' && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// attachmentPath resolves the path of an attachment against the document's
// folder; the result is below content/.
func (c *checker) attachmentPath(file string, n node) (string, bool) {
	resolved := path.Join(path.Dir(c.path), file)
	var hint diag.Text
	switch {
	case strings.Contains(file, "://") || strings.HasPrefix(file, "//"):
		hint = diag.Text{ZH: "先把文件下载到文档旁边，再写文件名；别的网站的文件请在正文里用链接", EN: "put the file beside the document; link to other sites in the text"}
	case strings.Contains(file, `\`):
		hint = diag.Text{ZH: "改为 " + strings.ReplaceAll(file, `\`, "/"), EN: "write " + strings.ReplaceAll(file, `\`, "/")}
	case strings.HasPrefix(file, "/") || resolved == ".." || strings.HasPrefix(resolved, "../"):
		hint = diag.Text{ZH: "附件要放在 content/ 之内，写相对于本文档的路径，例如 " + path.Base(file), EN: "attachments are inside content/, given relative to the document: " + path.Base(file)}
	case strings.HasSuffix(file, "/") || path.Base(resolved) == "." || !strings.Contains(resolved, "/"):
		hint = diag.Text{ZH: "写文件名，例如 附件1.pdf", EN: "give the name of a file, such as 附件1.pdf"}
	case strings.EqualFold(path.Ext(file), ".md"):
		hint = diag.Text{ZH: "Markdown 文档本身就是网页；请在正文里用链接", EN: "a Markdown file is a page itself; link to it in the text"}
	default:
		if bad := badSegment(file); bad != (diag.Text{}) {
			hint = diag.Text{ZH: "请改文件名：" + bad.ZH, EN: "rename the file: " + bad.EN}
			break
		}
		return resolved, true
	}
	c.failAt(ruleAttachment, n, file, hint)
	return "", false
}

// badSegment says what is wrong with the first bad name in a path.
func badSegment(p string) diag.Text {
	for segment := range strings.SplitSeq(p, "/") {
		if bad := badName(segment); bad != (diag.Text{}) && segment != "." && segment != ".." {
			return bad
		}
	}
	return diag.Text{}
}

// relationPattern is the form of replaces and interprets.
const relationPattern = `^[^/\\][^\\]*\.md$`

func (c *checker) checkReplaces(m *Meta, n node)   { c.checkRelations("replaces", &m.Replaces, n) }
func (c *checker) checkInterprets(m *Meta, n node) { c.checkRelations("interprets", &m.Interprets, n) }

// checkRelations demands paths below content/ of other documents, and leaves out
// those that are none. Whether they exist is for the catalog to say.
func (c *checker) checkRelations(name string, paths *[]string, n node) {
	good := (*paths)[:0]
	eachText(n, *paths, func(p string, item node) {
		meant := strings.TrimPrefix(strings.TrimPrefix(strings.ReplaceAll(p, `\`, "/"), "/"), "content/")
		if strings.HasPrefix(meant, "./") || strings.HasPrefix(meant, "../") {
			meant = path.Join(path.Dir(c.path), meant)
		}
		meant = strings.TrimSuffix(strings.TrimSuffix(meant, ".html"), ".md") + ".md"
		switch {
		case path.Clean(p) != p || meant != p || strings.HasPrefix(p, "../") || strings.Contains(p, "://"):
			if strings.Contains(p, "://") || strings.HasPrefix(path.Clean(meant), "..") {
				meant = "policies/2017/0003.md"
			}
			c.failAt(ruleRelation, item, name, p, path.Clean(meant))
		case p == c.path:
			c.failAt(ruleSelf, item, name)
		default:
			good = append(good, p)
		}
	})
	*paths = good
}

// eachText calls do for the texts that were read from a list, each with the
// element that says it: those that were wrong are not among them.
func eachText(n node, texts []string, do func(text string, item node)) {
	at := 0
	for _, text := range texts {
		for at < len(n.items) && fold(n.items[at].text) != text {
			at++
		}
		item := n
		if at < len(n.items) {
			item = n.items[at]
			at++
		}
		do(text, item)
	}
}

// indexFile is what stands at the address of a folder.
const indexFile = "index.html"

// aliasPattern is the form of an alias.
const aliasPattern = `^[^/\\?#:._][^/\\?#:]*(?:/[^/\\?#:._][^/\\?#:]*)*(?:\.html|/)$`

// checkAliases demands output paths to which a redirecting page can be
// written, and gives those of folders their file name.
func (c *checker) checkAliases(m *Meta, n node) {
	good := m.Aliases[:0]
	var before repeats
	eachText(n, m.Aliases, func(alias string, item node) {
		out := alias
		if strings.HasSuffix(out, "/") {
			out += indexFile
		}
		switch hint := aliasFault(alias, out); {
		case hint != (diag.Text{}):
			c.failAt(ruleAlias, item, alias, hint)
		case before.add(out):
			c.failAt(ruleRepeated, item, "aliases", alias)
		case out == URL(c.path):
			c.failAt(ruleAliasSelf, item, alias)
		default:
			good = append(good, out)
		}
	})
	m.Aliases = good
}

// escapedAlias says how to mend an alias that was copied from the address bar of a
// browser. What a server looks for is what the escapes stand for: a file of the name
// that is written here would never be found.
func escapedAlias(meant string) diag.Text {
	switch {
	case !utf8.ValidString(meant):
		return diag.Text{ZH: "这里的 %XX 不是 UTF-8 编码，静态网站无法跳转；请在服务器上设置", EN: "its escapes are not those of UTF-8, which a static site cannot redirect; let the server do it"}
	case aliasFault(meant, meant) != diag.Text{}:
		return aliasFault(meant, meant)
	}
	return diag.Text{ZH: "服务器按 %XX 所代表的字找文件，直接写出来，改为 " + meant, EN: "a server looks for what the escapes stand for; write that: " + meant}
}

// unescaped returns a path with the escapes of a URL (%61) as what they stand for. A
// percent sign before anything else is one.
func unescaped(p string) string {
	if strings.IndexByte(p, '%') < 0 {
		return p
	}
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		if p[i] == '%' && i+2 < len(p) {
			if c, err := strconv.ParseUint(p[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(c))
				i += 2
				continue
			}
		}
		b.WriteByte(p[i])
	}
	return b.String()
}

// aliasFault says how to mend an alias, the zero Text where it is good.
func aliasFault(alias, out string) diag.Text {
	rest := alias
	if _, after, ok := strings.Cut(alias, "://"); ok {
		_, rest, _ = strings.Cut(after, "/")
	}
	rest = strings.TrimLeft(strings.ReplaceAll(rest, `\`, "/"), "/")
	if meant := unescaped(rest); meant != rest {
		return escapedAlias(meant)
	}
	if rest != alias && rest != "" && aliasFault(rest, rest) == (diag.Text{}) {
		return diag.Text{ZH: "去掉网站地址和开头的斜线，改为 " + rest, EN: "without host and leading slash: " + rest}
	}
	switch {
	case rest != alias || path.Clean(out) != strings.TrimSuffix(out, "/") || strings.HasPrefix(out, ".."):
		return diag.Text{ZH: "写从网站根目录算起的旧路径，不用“..”，例如 old/path.html", EN: "the old path from the site's root, without .., such as old/path.html"}
	case strings.ContainsAny(alias, "?#"):
		return diag.Text{ZH: "静态网站无法按“?”后面的参数跳转；请在服务器上设置跳转", EN: "a static site cannot redirect by what follows ?; let the server do it"}
	case !strings.HasSuffix(alias, ".html") && !strings.HasSuffix(alias, "/"):
		return diag.Text{ZH: "静态网站只能为以 .html 或 / 结尾的旧网址生成跳转页；其他网址请在服务器上设置", EN: "a static site can redirect only what ends in .html or /; let the server do the others"}
	}
	if len(out) > maxPath {
		return longPath()
	}
	for name := range strings.SplitSeq(alias, "/") {
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
			return diag.Text{
				ZH: "以“.”或“_”开头的名字由程序和服务器自己使用，旧网址里不能有“" + name + "”；请在服务器上设置跳转",
				EN: "names that begin with . or _ belong to programs and servers, such as " + name + "; let the server redirect it",
			}
		}
	}
	return badSegment(strings.TrimSuffix(alias, "/"))
}
