package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// outlineLines is a notice as it is typed: {2}, {3} and {4} stand before the headings of
// their level.
const outlineLines = `各村民委员会：
现将有关事项通知如下。
{2}一、总体要求
各村要高度重视。
{3}（一）工作目标
确保安全。
{3}（二）工作原则
预防为主。
{4}1．分级负责
各负其责。
{4}2．群防群治
人人有责。
{2}二、工作措施（2026年）
按下列要求办理。
{3}（一）宣传
广泛宣传。
{2}三、其他事项
另行通知。`

var outlineHeading = regexp.MustCompile(`<h([2-6])[^>]*? id="?([^" >]+)"?[^>]*>(.*?)</h`)

// TestOneOutline: the same notice has the same headings, levels and anchors, be it typed with
// marks, or pasted and tidied, or imported with styles, with numbers of Word's, with numbers
// that were typed, from a text file or a web page.
func TestOneOutline(t *testing.T) {
	marked := strings.NewReplacer("{2}", "## ", "{3}", "### ", "{4}", "#### ").Replace(outlineLines)
	plain := strings.NewReplacer("{2}", "", "{3}", "", "{4}", "").Replace(outlineLines)
	const title = "关于做好春季防火工作的通知"
	word := func(line func(level int, text string) string, more ooxmltest.Docx) []byte {
		more.Body = `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + ooxmltest.R(title) + `</w:p>`
		for text := range strings.SplitSeq(outlineLines, "\n") {
			level := 0
			if text[0] == '{' {
				level, text = int(text[1]-'0'), text[3:]
			}
			more.Body += line(level, text)
		}
		return more.Bytes()
	}
	const styles = `<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/></w:style>`
	const numbering = `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3．"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	numbered := func(level int, text string) string {
		if level == 0 {
			return ooxmltest.P(text)
		}
		_, text, _ = cutAny(text, "、）．")
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + string(rune('0'+level-2)) + `"/><w:numId w:val="1"/></w:numPr></w:pPr>` + ooxmltest.R(text) + `</w:p>`
	}
	files := map[string][]byte{
		"1-styled.docx": word(func(level int, text string) string {
			if level == 0 {
				return ooxmltest.P(text)
			}
			return ooxmltest.Styled(string(rune('0'+level-1)), text)
		}, ooxmltest.Docx{Styles: styles}),
		"2-numbered.docx": word(numbered, ooxmltest.Docx{Numbering: numbering}),
		"3-typed.docx":    word(func(_ int, text string) string { return ooxmltest.P(text) }, ooxmltest.Docx{}),
		"4-text.txt":      []byte(title + "\n" + plain),
		"5-page.html":     []byte("<html><head><meta charset=utf-8><title>" + title + "</title></head><body><h1>" + title + "</h1><p>" + strings.ReplaceAll(plain, "\n", "</p>\n<p>") + "</p></body></html>"),
	}
	dir := t.TempDir()
	site, in := filepath.Join(dir, "site"), filepath.Join(dir, "in")
	mustRun(t, gongkai(t, nil, "init", site, "--quiet"))
	folder := filepath.Join(site, "content", "notices", "2026")
	for _, path := range []string{in, folder} {
		if err := os.MkdirAll(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	save := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range files {
		save(filepath.Join(in, name), data)
	}
	save(filepath.Join(folder, "0001.md"), []byte("---\ntitle: "+title+"\ncategory: notices\ndate: 2026-03-01\n---\n\n"+marked+"\n"))
	mustRun(t, gongkai(t, nil, "import", in, "--source", site, "--category", "notices", "--as-of", "2026-03-02", "--again"))
	drafts, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(drafts) != len(files)+1 {
		t.Fatalf("%d documents of %d, %v", len(drafts), len(files)+1, err)
	}
	for i, name := range drafts[1:] {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(string(data), "\ndraft: true", "", 1)
		save(name, []byte(strings.Replace(text, "title: "+title, "title: "+title+string(rune('2'+i)), 1)))
	}
	pasted := filepath.Join(folder, "0090.md")
	save(pasted, []byte("---\ntitle: "+title+"（粘贴）\ncategory: notices\ndate: 2026-03-01\n---\n\n"+strings.ReplaceAll(plain, "\n", "\n\n　　")+"\n"))
	drafts = append(drafts, pasted)
	mustRun(t, gongkai(t, nil, "tidy", "--source", site))
	mustRun(t, gongkai(t, nil, "build", "--source", site, "--as-of", "2026-03-02"))
	outline := func(name string) (list []string) {
		t.Helper()
		page, err := os.ReadFile(filepath.Join(site, "public", "notices", "2026", strings.TrimSuffix(filepath.Base(name), ".md")+".html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range outlineHeading.FindAllStringSubmatch(string(page), -1) {
			list = append(list, m[1]+" #"+m[2]+" "+m[3])
		}
		return list
	}
	want := strings.Join(outline(drafts[0]), "\n")
	if strings.Count(want, "、") < 3 {
		t.Fatalf("the headings of what was typed:\n%s", want)
	}
	for _, name := range drafts[1:] {
		if got := strings.Join(outline(name), "\n"); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", filepath.Base(name), got, want)
		}
	}
}

// cutAny cuts a text behind the first of some characters.
func cutAny(text, any string) (before, after string, found bool) {
	i := strings.IndexAny(text, any)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len("、"):], true
}
