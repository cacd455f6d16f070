package markdown

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"

	"gongkai/generator/markdown/prose"
)

// fidelityParts are what plain texts are made of.
var fidelityParts = []string{
	"各村民委员会", "坚持属地管理", "第三条", "政府信息", "甲", "乙", "2026年2月10日", "1,234.00", "13728. 6083", "138****1234", "张*华", "李**", "3*4*5米", "5%", "No. 5", "Word 2019",
	"。", "，", "、", "：", "；", "（", "）", "《", "》", "“", "”", "——", "…", "·", "！", " ", "　", "*", "**", "_", "#", "##", "＃", "-", "+", "=", ">", "|", "｜", "~", "`", "[", "]", "(", ")", ":", "!", "\\", "<", "&", "1.", "2、", "三、", "（四）", "⑤", "6)", "7．", "8. ", "- ", "* ", "\t", "http://a.cn", "a@b.cn",
}

// fidelityLine makes a line by chance: what stands at its beginning, then parts.
func fidelityLine(random *rand.Rand) string {
	starts := []string{"", "", "", "　　", "一、", "（二）", "3、", "4. ", "⑤", "第六条　", "    ", "  ", "- ", "#", "附件：1."}
	var b strings.Builder
	b.WriteString(starts[random.IntN(len(starts))])
	for range 1 + random.IntN(6) {
		b.WriteString(fidelityParts[random.IntN(len(fidelityParts))])
	}
	return b.String()
}

// shownText is what can be seen of a text: no blanks, and no character that Markdown
// has as a mark, escapes or resolves.
func shownText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("\\`", r) {
			return -1
		}
		return r
	}, s)
}

// pageLines are the lines of a page, with the numbers of items as a browser shows
// them, without marks of markup.
func pageLines(html string) []string {
	var b strings.Builder
	var number []int // of lists; -1: no numbers
	fresh := false   // an item has begun
	for html != "" {
		i := strings.IndexByte(html, '<')
		if i < 0 {
			break
		}
		b.WriteString(html[:i])
		end := strings.IndexByte(html[i:], '>') + i + 1
		tag := html[i+1 : end-1]
		html = html[end:]
		within := fresh && i == 0 // right behind the number of an item
		if fresh = within && tag != "/li"; within && (tag == "p" || tag == "blockquote" || tag[0] == 'h') {
			continue
		}
		switch name, _, _ := strings.Cut(tag, " "); name {
		case "ul":
			number = append(number, -1)
		case "ol":
			n := 1
			fmt.Sscanf(tag, `ol start="%d"`, &n)
			number = append(number, n)
		case "/ul", "/ol":
			number = number[:len(number)-1]
			b.WriteByte('\n')
		case "li":
			last := &number[len(number)-1]
			if !within {
				b.WriteByte('\n')
			}
			fresh = true
			if *last >= 0 {
				fmt.Sscanf(tag, `li value="%d"`, last)
				fmt.Fprintf(&b, "%d", *last)
				*last++
			}
		case "a", "/a", "em", "/em", "strong", "/strong", "del", "/del", "code", "/code", "/li":
		default:
			b.WriteByte('\n')
		}
	}
	text := strings.NewReplacer("&lt;", "<", "&amp;", "&").Replace(b.String() + html)
	var lines []string
	for line := range strings.Lines(text) {
		if line = marksOf(shownText(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// marksOf drops what may be a mark of Markdown that has done its work: emphasis in
// pairs, bars, the marks of items, headings and quotes, brackets of links.
func marksOf(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("#<>|-+*_~=[]().:", r) {
			return -1
		}
		return r
	}, s)
}

// TestFidelity: of a plain text, each line is a line of the page, in order, and
// nothing is lost or joined; or a finding says so. Marks that can mean something are
// left out on both sides.
func TestFidelity(t *testing.T) {
	rounds := 3000
	if os.Getenv("GONGKAI_SLOW") == "1" {
		rounds = 50_000
	}
	random := rand.New(rand.NewPCG(3, 4))
	r := New(Options{})
	said := 0
	for range rounds {
		var source []string
		for range 1 + random.IntN(8) {
			line := fidelityLine(random)
			if !prose.Line(line).Chinese() {
				line += "丙" // lines of Latin text are joined
			}
			source = append(source, line)
			if random.IntN(4) == 0 {
				source = append(source, []string{"", "　　", " \u00a0"}[random.IntN(3)])
			}
		}
		body := strings.Join(source, "\n")
		if strings.Contains(body, "\\\n") && strings.Contains(body, "`") {
			continue // code may go on behind a hard line break
		}
		result := r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil)
		if len(result.Diagnostics) > 0 {
			said++
			continue
		}
		if strings.Contains(string(result.HTML), "<table") || strings.Contains(string(result.HTML), "<pre") {
			continue // rows are lines, and cells are; tabs were meant as a table
		}
		var want []string
		for _, line := range source {
			if line = marksOf(shownText(line)); line != "" {
				want = append(want, line)
			}
		}
		got := pageLines(string(result.HTML))
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("body %q\n got %q\nwant %q\n%s", body, got, want, result.HTML)
		}
	}
	if said > rounds*9/10 {
		t.Errorf("there was a finding in %d of %d", said, rounds)
	}
}
