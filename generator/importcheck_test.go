package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/ooxml/ooxmltest"
)

// TestImportPassesCheck: what import writes, check accepts. Hostile files and
// files by chance are imported and made public. A check may still ask for what a
// person has to say: a character that was lost before (MD040), the text of a file
// that has only a title (FM084), which of two equal documents stays (CT009).
func TestImportPassesCheck(t *testing.T) {
	dir, files := t.TempDir(), filepath.Join(t.TempDir(), "in")
	if err := os.Mkdir(files, 0o755); err != nil {
		t.Fatal(err)
	}
	gongkai := filepath.Join(program(t), programName+exeSuffix())
	run := func(args ...string) string {
		t.Helper()
		out, err := exec.Command(gongkai, args...).CombinedOutput()
		if err != nil && len(out) == 0 {
			t.Fatalf("%v: %v", args, err)
		}
		return string(out)
	}
	site := filepath.Join(dir, "site")
	run("init", site, "--quiet")
	inputs := importInputs()
	for i, in := range inputs {
		if err := os.WriteFile(filepath.Join(files, fmt.Sprintf("%03d%s", i, in.ext)), []byte(in.data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run("import", files, "--source", site, "--category", "notices", "--as-of", "2026-03-02", "--attach")
	drafts, err := filepath.Glob(filepath.Join(site, "content/notices/2026/*.md"))
	if err != nil || len(drafts) < len(inputs)*9/10 {
		t.Fatalf("%d drafts of %d files, %v", len(drafts), len(inputs), err)
	}
	for _, name := range drafts {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(strings.Replace(string(text), "\ndraft: true", "\n#", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(run("check", "--source", site, "--as-of", "2026-03-02", "--json")) {
		if strings.Contains(line, `"severity":"error"`) && !forPeople.MatchString(line) || importsOwn.MatchString(line) {
			t.Errorf("%.600s", line)
		}
	}
}

// forPeople matches the findings that a person has to mend.
var forPeople = regexp.MustCompile(`"code":"(?:MD040|FM084|CT009)"`)

// importsOwn matches the findings, of whatever severity, about marks that nobody but import
// can have written in such files.
var importsOwn = regexp.MustCompile(`"code":"(?:MD019|MD021|MD022|MD041|MD044)"`)

func exeSuffix() string {
	if os.PathSeparator == '\\' {
		return ".exe"
	}
	return ""
}

// importInput is a file to be imported.
type importInput struct{ ext, data string }

// importInputs are files of nothing but hard pieces, and of pieces by chance.
func importInputs() []importInput {
	pieces := strings.Split("*|_|[|]|(|)|<|>|!|#|\\||~|`|\\|&|{{|}}|:|: |- |1. |9999. |+ |=|[^1]|[^1]: |![](|](|a.png|http://|http://a.cn/_|https://%zz|www.|<b>|<!--|-->|&#0;|{#id}|---|::: |{{table a.xlsx}}|\t|\n|\n\n|\u3000| |甲|某镇|一、总则|（一）|第一章 |2026年3月1日|某政发〔2026〕3号|张*华|138****1234|\u200b|\u202e|\ue000|\ufffd|\u2028|C:\\a|file:///a|../|[甲](b.md)|a b.pdf|```|~~~|$x$|> |## |＃|title: a", "|")
	random := rand.New(rand.NewPCG(3, 4))
	chance := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		return b.String()
	}
	var all []importInput
	add := func(text string) {
		text += fmt.Sprintf("（第%d件）", len(all)) // two documents that are the same are an error
		plain := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(text)
		xml := ooxmltest.P(strings.ReplaceAll(plain, "\n", `</w:t><w:br/><w:t xml:space="preserve">`))
		table := ooxmltest.Table(ooxmltest.Cell("", plain)+ooxmltest.Cell("", "乙"), ooxmltest.Cell("", "丙")+ooxmltest.Cell("", plain))
		note := `<w:p>` + ooxmltest.R("甲") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>`
		all = append(all,
			importInput{".txt", "通知\n" + text + "\n完。"},
			importInput{".html", "<html><title>" + plain + "</title><h2>" + plain + "</h2><ul><li>" + plain + "</ul><p><a href=\"http://a.cn/" + strings.ReplaceAll(plain, `"`, "") + "\">" + plain + "</a><b>" + plain + "</b><table><td>" + plain + "<td>乙</table><p>完。"},
			importInput{".html", "<html><title>通知</title><p>首。" + text + "<p>完。"},
			importInput{".csv", "名,值\n\"" + strings.ReplaceAll(text, `"`, "") + "\",1\n"},
			importInput{".docx", string(ooxmltest.Docx{Body: ooxmltest.P("通知") + xml + table + note, Footnotes: `<w:footnote w:id="1">` + xml + `</w:footnote>`}.Bytes())},
		)
	}
	struck := `<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`
	for i, text := range []string{"3月1日，", "废", " 本条作废。", "8:30", "__"} {
		all = append(all,
			importInput{".docx", string(ooxmltest.Docx{Body: ooxmltest.P("通知") + `<w:p>` + ooxmltest.R("定于") + fmt.Sprintf(struck, text) + ooxmltest.R("3月5日。") + fmt.Sprintf(struck, text) + `</w:p>` + ooxmltest.P(fmt.Sprintf("（删%d）", i))}.Bytes())},
			importInput{".html", "<html><title>通知</title><p>定于<s>" + text + "</s>3月5日<del>" + text + "</del>。<p>" + fmt.Sprintf("（改%d）", i)},
			importInput{".txt", "通知\n姓名\t电话\n张某\t1\n李某\t2\t" + text + "\n王某\t\n" + fmt.Sprintf("（宽%d）", i)},
			importInput{".csv", "姓名,电话\n张某,1\n李某,2,\"" + text + "\"\n" + fmt.Sprintf("（宽%d）", i)},
			importInput{".txt", "通知\n姓名" + text + "\t\n电话\t\n" + fmt.Sprintf("（表%d）", i)},
		)
	}
	rounds, repeated := 10, []string{"*", "[^1]", "https://%zz"}
	if os.Getenv("GONGKAI_SLOW") != "" {
		rounds, repeated = 60, pieces
	}
	for _, piece := range repeated {
		add(piece)
		add(strings.Repeat(piece, 2100))
	}
	for range rounds {
		add(chance(1 + random.IntN(12)))
		add(chance(100))
	}
	return all
}
