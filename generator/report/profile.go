package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A profile is what a superior authority wants to read in a report, beyond the
// form: data, chosen by [report] profile in config.toml. All of it is advice.
type profile struct {
	id        string
	authority string
	// general is the length in characters that chapter one should not exceed.
	general int
	// counts are what chapter one is to state with a number.
	counts []aspect
	// normative says that chapter one is to state how many 行政规范性文件 were
	// made and repealed and are in force.
	normative bool
}

// aspect is something to be mentioned, by one of several words.
type aspect struct {
	name  string
	words []string
}

// profileOf returns the profile with an id.
func profileOf(id string) (profile, bool) {
	if id != "wuhan-2025" {
		return profile{}, false
	}
	return profile{
		id: id, authority: "武政办发〔2025〕54号", general: 1000, normative: true,
		counts: []aspect{
			{"通过网站公开的件数", []string{"网站", "门户"}},
			{"通过政务新媒体公开的件数", []string{"新媒体", "公众号", "微信", "微博"}},
			{"政策解读的件数", []string{"解读"}},
			{"回应关切的件数", []string{"回应"}},
		},
	}, true
}

// profileCheck holds chapter one against a profile.
type profileCheck struct{ *Report }

// check is R17 to R19.
func (r profileCheck) check(id string) []diag.Diagnostic {
	p, ok := profileOf(id)
	if !ok || r.form.chapters == nil {
		return nil
	}
	var general chapter
	for _, c := range r.body.chapters() {
		if c.title == r.form.chapters[chapterGeneral] {
			general = c
		}
	}
	if general.title == "" {
		return nil // reported already
	}
	text := chapterCheck{r.Report}.chapterText(general)
	at := place{r.body, general.offset, general.length}
	var found findings
	if missing := uncounted(text, p.counts); len(missing) > 0 {
		found.say(relation17, at, strings.Join(missing, "、"), p.authority)
	}
	if n := utf8.RuneCountInString(strings.Join(strings.Fields(text), "")); n > p.general {
		found.say(relation18, at, n, p.general, p.authority)
	}
	if p.normative {
		r.checkNormative(&found, at, text, p)
	}
	return found.all()
}

// counted matches a number, or a reference to one.
var countedThing = regexp.MustCompile(`[0-9０-９]|\{\{[^}]+\}\}`)

// uncounted returns which of some things are not stated with a number in one
// sentence.
func uncounted(text string, things []aspect) (missing []string) {
	sentences := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；\n", r) })
	for _, thing := range things {
		stated := false
		for _, s := range sentences {
			stated = stated || containsAny(s, thing.words) && countedThing.MatchString(s)
		}
		if !stated {
			missing = append(missing, thing.name)
		}
	}
	return missing
}

// checkNormative is R19: what chapter one says of 行政规范性文件 is what the
// table says.
func (r profileCheck) checkNormative(found *findings, at place, text string, p profile) {
	for _, c := range []struct {
		key   string
		words []string
	}{{"made", []string{"制发", "制定", "新制"}}, {"repealed", []string{"废止"}}, {"valid", []string{"现行有效"}}} {
		name := "proactive.art20_1.normative_documents." + c.key
		f, ok := r.figures.get(name)
		if !ok {
			continue
		}
		stated := strings.Contains(text, "{{"+name+"}}")
		for _, s := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，。；\n", r) }) {
			stated = stated || containsAny(s, c.words) && hasNumber(s, f.Value.String())
		}
		if !stated {
			found.say(relation19, at, c.words[0], f.Value.String(), name, p.authority)
		}
	}
}

// number matches the numbers of a clause.
var numberIn = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)

// hasNumber reports whether a clause has a number as it is.
func hasNumber(clause, want string) bool {
	for _, n := range numberIn.FindAllString(clause, -1) {
		if n == want {
			return true
		}
	}
	return false
}
