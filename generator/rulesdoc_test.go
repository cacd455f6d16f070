package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// rulesMarkdown returns the documentation of rules in one language: a table of all,
// then a section for each, in the order of the codes.
func rulesMarkdown(rules []*diag.Rule, lang string) []byte {
	rules = slices.SortedFunc(slices.Values(rules), func(a, b *diag.Rule) int { return strings.Compare(a.Code, b.Code) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---|---|\n",
		diag.Text{ZH: "代码", EN: "code"}.In(lang), diag.Text{ZH: "级别", EN: "severity"}.In(lang), diag.Text{ZH: "问题", EN: "problem"}.In(lang))
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.Code, strings.ToLower(r.Code), r.Severity.Word().In(lang), cell(r.Title.In(lang)))
	}
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\n**%s** (%s)\n\n%s\n", r.Code, r.Title.In(lang), r.Severity.Word().In(lang), prose(r.Explain.In(lang)))
	}
	return b.Bytes()
}

// cell makes text fit for a cell of a table.
func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

// prose turns an explanation, which is written for a terminal, into Markdown:
// indented blocks are examples, and so are the lines Wrong and Right, whose
// characters must not be taken for marks.
func prose(s string) string {
	var b strings.Builder
	code, blank := false, ""
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		if line == "" {
			blank = "\n"
			continue
		}
		example := strings.HasPrefix(line, "    ") || isExample(line)
		switch {
		case example && !code:
			b.WriteString(blank + "```\n")
		case !example && code:
			b.WriteString("```\n" + blank)
		default:
			b.WriteString(blank)
		}
		if code, blank = example, ""; !code {
			line = escape(line)
		}
		b.WriteString(strings.TrimPrefix(line, "    ") + "\n")
	}
	if code {
		b.WriteString("```\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// isExample reports whether a line shows a mistake or its mending.
func isExample(line string) bool {
	for _, mark := range []string{"错误：", "正确：", "Wrong:", "Right:"} {
		if rest, ok := strings.CutPrefix(line, mark); ok && rest != "" {
			return true
		}
	}
	return false
}

// escape keeps marks of Markdown in running text from being taken for such.
func escape(line string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "`", "\\`", "<", "\\<", "[", "\\[", "]", "\\]", "#", "\\#").Replace(line)
}

func TestRulesMarkdown(t *testing.T) {
	first := diag.Rule{
		Code: "TS001", Severity: diag.Error,
		Title: diag.Text{EN: "title"}, Explain: diag.Text{EN: "explanation"},
	}
	second := first
	second.Code, second.Severity = "TS000", diag.Note
	second.Title.EN = "a|b"
	second.Explain.EN = "Use * and <b>.\n\nWrong: *a*\nRight: \"*a*\"\n\nBlock:\n    ---\n    # x\n\nDone."
	want := "| code | severity | problem |\n|---|---|---|\n" +
		"| [TS000](#ts000) | note | a\\|b |\n| [TS001](#ts001) | error | title |\n" +
		"\n## TS000\n\n**a|b** (note)\n\nUse \\* and \\<b>.\n\n```\nWrong: *a*\nRight: \"*a*\"\n```\n\nBlock:\n```\n---\n# x\n```\n\nDone.\n" +
		"\n## TS001\n\n**title** (error)\n\nexplanation\n"
	if got := string(rulesMarkdown([]*diag.Rule{&first, &second}, "en")); got != want {
		t.Errorf("rulesMarkdown =\n%s\nwant\n%s", got, want)
	}
}
