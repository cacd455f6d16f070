// Package complaint says in plain words what the parser of command lines (kong), which
// knows English only, finds wrong with a call.
//
//	text := complaint.Of("unknown flag --al, did you mean \"--all\"?") // 没有选项 --al，是不是 --all？
//
// It knows the parser's sentences, and nothing of the commands of a program: where an
// argument is missing, the program has to say which (the sentences with "expected").
package complaint

import (
	"regexp"

	"gongkai/generator/diag"
)

// Of says a sentence of the parser. One that is not known stays as it is.
func Of(said string) diag.Text {
	for _, s := range sentences {
		if s.pattern.MatchString(said) {
			return diag.Text{ZH: s.pattern.ReplaceAllString(said, s.ZH), EN: s.pattern.ReplaceAllString(said, s.EN)}
		}
	}
	return diag.Text{ZH: said, EN: said}
}

// sentence is one of the parser's, and how it is said here: $1 and $2 are what stands in
// its groups.
type sentence struct {
	pattern *regexp.Regexp
	diag.Text
}

// sentences are what the parser finds wrong with calls of our programs.
var sentences = []sentence{
	{regexp.MustCompile(`^unexpected argument mask(?:, did you mean .*)?$`), diag.Text{ZH: "没有命令 mask；去标识化用 gongkai check --fix", EN: "there is no command mask; to mask numbers, gongkai check --fix"}},
	{regexp.MustCompile(`^unexpected argument (.*?), did you mean "([^"]*)"\?$`), diag.Text{ZH: "没有命令或参数 $1，是不是 $2？", EN: "unexpected argument $1, did you mean $2?"}},
	{regexp.MustCompile(`^unexpected argument (.*?)(?:, did you mean .*)?$`), diag.Text{ZH: "多余的或不认识的参数：$1", EN: "unexpected argument $1"}},
	{regexp.MustCompile(`^unknown flag (.*?), did you mean "([^"]*)"\?$`), diag.Text{ZH: "没有选项 $1，是不是 $2？", EN: "unknown option $1, did you mean $2?"}},
	{regexp.MustCompile(`^unknown flag (.*?)(?:, did you mean .*)?$`), diag.Text{ZH: "没有选项 $1", EN: "unknown option $1"}},
	{regexp.MustCompile(`^(?:-\w, )?(--[\w-]+): expected \w+ value but got .*$`), diag.Text{ZH: "选项 $1 后面要写它的值", EN: "option $1 needs a value, got none"}},
	{regexp.MustCompile(`^(?:-\w, )?(--[\w-]+): missing value.*$`), diag.Text{ZH: "选项 $1 后面要写它的值", EN: "option $1 needs a value, got none"}},
	{regexp.MustCompile(`^(?:-\w, )?(--[\w-]+): expected a valid \d+ bit u?int but got "(.*)"$`), diag.Text{ZH: "选项 $1 后面要写整数，不是 $2", EN: "option $1 takes a whole number, got $2"}},
	{regexp.MustCompile(`^(?:-\w, )?(--[\w-]+): bool value must be .* but got "(.*)"$`), diag.Text{ZH: "选项 $1 不带值，不写 $2", EN: "option $1 takes no value, got $2"}},
	{regexp.MustCompile(`^(?:-\w, )?(--[\w-]+) must be one of (.*) but got "(.*)"$`), diag.Text{ZH: "选项 $1 可以写 $2，不是 $3", EN: "option $1 takes one of $2, got $3"}},
	{regexp.MustCompile(`^<?([\w-]+)>?(?:\.\.\.)? must be one of (.*) but got "(.*)"$`), diag.Text{ZH: "参数可以写 $2，不是 $3", EN: "the argument is one of $2, got $3"}},
	{regexp.MustCompile(`^unexpected flag argument "(.*)"$`), diag.Text{ZH: "多余的值：$1", EN: "unexpected value $1"}},
	{regexp.MustCompile(`^unexpected token (.*)$`), diag.Text{ZH: "多余的或不认识的参数：$1", EN: "unexpected argument $1"}},
}
