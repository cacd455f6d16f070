package diagtest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// codeForm is the form of a rule's code.
var codeForm = regexp.MustCompile(`^[A-Z]{2}\d{3}$`)

// verb is one verb of a format, with the index of its argument if it has one.
var verb = regexp.MustCompile(`%(?:%|[+#0 -]*(?:\[(\d+)\])?[\d.]*(?:\[(\d+)\])?[a-zA-Z])`)

// Check reports what is wrong with the rules themselves, for the tests of the
// packages that declare them: a code that is malformed or used twice, a text
// that is missing in a language, a severity that does not exist, formats that
// do not take the same arguments in both languages.
func Check(rules []*diag.Rule) error {
	var faults []error
	seen := map[string]bool{}
	for _, r := range rules {
		fail := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("%s: %s", r.Code, fmt.Sprintf(format, args...)))
		}
		if !codeForm.MatchString(r.Code) {
			fail("malformed code")
		}
		if seen[r.Code] {
			fail("code used twice")
		}
		seen[r.Code] = true
		if r.Severity < diag.Note || r.Severity > diag.Error {
			fail("no severity")
		}
		for name, t := range map[string]diag.Text{"title": r.Title, "message": r.Message, "hint": r.Hint, "explanation": r.Explain} {
			if strings.TrimSpace(t.ZH) == "" || strings.TrimSpace(t.EN) == "" {
				fail("%s missing in a language", name)
			}
		}
		if zh, en := verbs(r.Message.ZH), verbs(r.Message.EN); !slices.Equal(zh, en) {
			fail("the message takes %v in Chinese, %v in English", zh, en)
		}
		if zh, en := verbs(r.Hint.ZH), verbs(r.Hint.EN); !slices.Equal(zh, en) {
			fail("the hint takes %v in Chinese, %v in English", zh, en)
		}
	}
	return errors.Join(faults...)
}

// verbs returns the indexes of the arguments that a format takes, sorted,
// each once. Verbs without an index take the argument after the last one.
func verbs(layout string) []int {
	var indexes []int
	next := 1
	for _, m := range verb.FindAllStringSubmatch(layout, -1) {
		if m[0] == "%%" {
			continue
		}
		if given := m[1] + m[2]; given != "" {
			fmt.Sscan(given, &next)
		}
		indexes = append(indexes, next)
		next++
	}
	slices.Sort(indexes)
	return slices.Compact(indexes)
}
