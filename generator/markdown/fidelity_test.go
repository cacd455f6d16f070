package markdown

import (
	"fmt"
	"math/rand/v2"
	"strconv"
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
			number = append(number, startOf(tag))
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
	if slow() {
		rounds = 20_000
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

// wordLabels are numbers and bullets as Word writes them before a tab.
var wordLabels = []string{
	"一、", "十二、", "（一）", "(十)", "1、", "12．", "1）", "（1）", "(2)", "①", "⑿", "㈠", "第一章", "第二节", "第十三条", "第4条", "a)", "B.", "(c)", "d、", "iv.", "Ⅳ.", "甲、",
	"1.1", "2.3.4", "●", "•", "■", "◆", "➢", "✓", "□", "·", "–", "o", "l", "Ø", "　　一、", "  （二）",
}

// TestNumberedFidelity: paragraphs that Word has numbered, with a tab behind the number,
// are paragraphs, in whatever order, and none of them is a table.
func TestNumberedFidelity(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	r := New(Options{})
	texts := []string{"提高认识", "各村民委员会要加强领导。", "为了规范工作，制定本办法：", "甲"}
	for range 500 {
		var source []string
		for range 2 + random.IntN(6) {
			line := texts[random.IntN(len(texts))]
			if random.IntN(8) > 0 {
				line = wordLabels[random.IntN(len(wordLabels))] + "\t" + line
			}
			source = append(source, line)
		}
		result := r.Render(Result{}, Source{Path: "a.md", Body: []byte(strings.Join(source, "\n")), Line: 1}, nil)
		if html := string(result.HTML); strings.Count(html, "<p>") != len(source) || strings.Contains(html, "<table") {
			t.Fatalf("%q\n%s", source, html)
		}
	}
}

// TestNumberedColumn: where a column of a table has numbers, it stays one.
func TestNumberedColumn(t *testing.T) {
	r := New(Options{})
	for _, body := range []string{
		"1\t张某\t200\n2\t李某\t300", "序号\t姓名\n1\t张某\n2\t李某", "序号\t事项\n一、\t宣传\n二、\t检查", "编号\t事项\t备注\n①\t宣传\t\n②\t检查\t无", "1、\t张某\t200\n2、\t李某\t300",
		"一\t张某\n二\t李某", "3.5\t2.1\n1.25\t4.0", "项目\t金额\n—\t5\n○\t6",
	} {
		html := string(r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil).HTML)
		if strings.Count(html, "<table") != 1 || strings.Count(html, "<tr") != 1+strings.Count(body, "\n") || strings.Contains(html, "<p>") {
			t.Errorf("%q\n%s", body, html)
		}
	}
}

// exactStarts and exactParts are what lines are made of that mean nothing but
// themselves: what hides names, measures, signs, file names, numbers of all kinds.
var (
	exactStarts = []string{"", "", "", "　　", "    ", "\t", "\u00a0", "1. ", "12. ", "7) ", "13) ", "01. ", "2026. ", "2、", "一、", "（二）", "①", "3.5", "- ", "* ", "+ ", "-", ">5", ">=", "#1", "*", "1.", "（1）", "附件：1.", "一、\t", "(二)\t", "3.\t", "④\t", "•\t", "e)\t"}
	exactParts  = []string{
		"某某镇", "甲", "乙村", "张*华", "李**", "王*", "*某", "欧阳**", "3*4*5米", "210mm*297mm", "138****1234", "1**室", "5~10日", "附件_1_表.xlsx", "C:\\公开", "a<b", "5>3", "≥60", "100%", "-5℃",
		"R&D", "〔2026〕3号", "[2026]3号", "[注]", "（男）", "(一)", "8:30-11:30", "1:500", "1,234.00", "2026.2.10", "No. 5", "、", "，", "。", "；", "：", "“", "”", "《", "》", "——", "…", " ", "  ", "　", "\u00a0", "|", "｜", "~", "=", "+", "#", "×",
	}
)

// eatenParts mean themselves, and Markdown takes them for marks.
var eatenParts = []string{"C:\\_公开", `\\server\公开`, "_甲_", "__乙__", "8:30~~11:30，", "~~甲~~"}

// exactLine makes a line by chance.
func exactLine(random *rand.Rand) string {
	var b strings.Builder
	b.WriteString(exactStarts[random.IntN(len(exactStarts))] + "甲") // or an item may have another in it
	for range 1 + random.IntN(5) {
		part := exactParts[random.IntN(len(exactParts))]
		if random.IntN(40) == 0 {
			part = eatenParts[random.IntN(len(eatenParts))]
		}
		if strings.ContainsAny(part, "*_") {
			b.WriteString("、" + part + "，") // what hides a name is between others
		} else {
			b.WriteString(part)
		}
	}
	return b.String() + "丙" // lines of Latin text are joined
}

// shownLines are the lines of a page as a browser shows them: numbers and marks of
// items before their texts, no blanks, no asterisks where there is emphasis.
func shownLines(html string) []string {
	var b strings.Builder
	var number []int
	fresh := false // an item has begun
	for html != "" {
		i := strings.IndexByte(html, '<')
		if i < 0 {
			break
		}
		b.WriteString(html[:i])
		end := strings.IndexByte(html[i:], '>') + i + 1
		tag := html[i+1 : end-1]
		html = html[end:]
		if fresh = fresh && i == 0; fresh && (tag == "p" || tag == "blockquote") {
			continue
		}
		switch name, _, _ := strings.Cut(tag, " "); name {
		case "ul", "ol":
			n := -1
			if name == "ol" {
				n = startOf(tag)
			}
			number = append(number, n)
		case "/ul", "/ol":
			number = number[:len(number)-1]
		case "li":
			last := &number[len(number)-1]
			fresh = true
			b.WriteString("\n- ")
			if *last >= 0 {
				fmt.Sscanf(tag, `li value="%d"`, last)
				fmt.Fprintf(&b, "%d.", *last)
				*last++
			}
		case "a", "/a", "em", "/em", "strong", "/strong", "del", "/del", "code", "/code":
		default:
			b.WriteByte('\n')
		}
	}
	return exactly(strings.NewReplacer("&lt;", "<", "&amp;", "&").Replace(b.String() + html))
}

// exactly returns the lines of a text without blanks. Of the marks of items, those
// without numbers are one, and of those with numbers the sign is.
func exactly(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		item := len(line) > 1 && strings.IndexByte("-*+", line[0]) >= 0 && line[1] == ' '
		if item {
			line = line[2:]
		}
		n := len(line) - len(strings.TrimLeft(line, "0123456789"))
		if n > 0 && n <= 3 && n < len(line) && line[n] == '.' && (item || strings.HasPrefix(line[n+1:], " ")) && (line[0] != '0' || n == 1) {
			line = line[:n] + "." + line[n+1:]
		}
		if line = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestExactly: of a text that has no markup in it, each line is a line of the page to
// the letter, asterisks and numbers included, or a finding says what becomes of it.
func TestExactly(t *testing.T) {
	rounds := 5000
	if slow() {
		rounds = 100_000
	}
	random := rand.New(rand.NewPCG(5, 6))
	r := New(Options{Official: true})
	said := 0
	for range rounds {
		var source []string
		for range 1 + random.IntN(6) {
			source = append(source, exactLine(random))
			if random.IntN(4) == 0 {
				source = append(source, []string{"", "　　", " \u00a0"}[random.IntN(3)])
			}
		}
		body := strings.Join(source, "\n")
		result := r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil)
		if len(result.Diagnostics) > 0 {
			said++
			continue
		}
		got, want := shownLines(string(result.HTML)), exactly(body)
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("body %q\n got %q\nwant %q\n%s", body, got, want, result.HTML)
		}
	}
	if t.Logf("a finding in %d of %d", said, rounds); said > rounds/3 {
		t.Errorf("there was a finding in %d of %d", said, rounds)
	}
}

// startOf returns the number of the first item of a list, by its tag.
func startOf(tag string) int {
	_, start, found := strings.Cut(tag, `start="`)
	n, err := strconv.Atoi(start[:max(strings.IndexByte(start, '"'), 0)])
	if !found || err != nil {
		return 1
	}
	return n
}
