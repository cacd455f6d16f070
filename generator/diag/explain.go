package diag

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// Explain returns what `gongkai explain CODE` prints about a rule: its title,
// what it does to a build, and why it exists, with an example.
func Explain(r *Rule, lang string) string {
	return fmt.Sprintf("%s %s\n%s\n\n%s\n", r.Code, r.Title.In(lang), effect(r.Severity).In(lang), strings.TrimSpace(r.Explain.In(lang)))
}

// effect says what a finding of a severity does to a build.
func effect(s Severity) Text {
	switch s {
	case Error:
		return Text{ZH: "级别：错误。改正之前不会生成网站。", EN: "Severity: error. The site is not built until it is mended."}
	case Warning:
		return Text{ZH: "级别：警告。照常生成，应当改正。", EN: "Severity: warning. The site is built; it should be mended."}
	}
	return Text{ZH: "级别：说明。供参考。", EN: "Severity: note. For information."}
}

// Markdown returns the documentation of rules in one language: a table of all,
// then a section for each, in the order of the codes.
func Markdown(rules []*Rule, lang string) []byte {
	rules = slices.SortedFunc(slices.Values(rules), func(a, b *Rule) int { return strings.Compare(a.Code, b.Code) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---|---|\n",
		Text{"代码", "code"}.In(lang), Text{"级别", "severity"}.In(lang), Text{"问题", "problem"}.In(lang))
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
