package audit

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/tomllist"
)

//go:embed profiles
var profiles embed.FS

// Kind is what an indicator does to a site that fails it.
type Kind string

// The kinds.
const (
	Veto      Kind = "veto"
	Deduction Kind = "deduction"
	Bonus     Kind = "bonus"
)

var kinds = [...]Kind{Veto, Deduction, Bonus}

// Words says the kind for people.
func (k Kind) Words() diag.Text {
	switch k {
	case Veto:
		return diag.Text{ZH: "单项否决", EN: "veto"}
	case Deduction:
		return diag.Text{ZH: "扣分", EN: "deduction"}
	}
	return diag.Text{ZH: "加分", EN: "bonus"}
}

// Profile is a set of indicators, as its file says. The tags name the keys.
type Profile struct {
	Name  string `toml:"name"`
	Title string `toml:"title"`
	// Base names a profile that comes with the program: its indicators count too, but
	// for those whose codes this one has.
	Base string `toml:"base"`
	// Pass is the score below which a site fails, BonusAbove that above which bonuses
	// count.
	Pass       float64     `toml:"pass"`
	BonusAbove float64     `toml:"bonus_above"`
	Indicators []Indicator `toml:"indicator"`
}

// Indicator is one line of a profile.
type Indicator struct {
	Code    string `toml:"code"`
	Text    string `toml:"text"`
	Kind    Kind   `toml:"kind"`
	Measure string `toml:"measure"`
	// Items is how many items must fail for the indicator to fail; default 1.
	Items int `toml:"items"`
	// Points are for each item; nil: not known. Most is what they sum up to at most.
	Points *float64 `toml:"points"`
	Most   *float64 `toml:"most"`
	// Basis and Number are title and number of the document that demands it.
	Basis  string `toml:"basis"`
	Number string `toml:"number"`
	// Confidence says how sure that is: A, the text was read; B, quoted elsewhere; C,
	// general knowledge.
	Confidence string `toml:"confidence"`
	Note       string `toml:"note"`

	// What the measure wants to know: see measures.
	Age       map[string]string `toml:"age"`       // by kind of column
	Period    string            `toml:"period"`    // 14d, 6m, 1y
	Workdays  int               `toml:"workdays"`  // working days
	Missing   int               `toml:"missing"`   // elements of a guide
	Kilobytes int               `toml:"kilobytes"` // of a page
	Codes     []string          `toml:"codes"`     // of findings
	Words     []string          `toml:"words"`     // in titles
}

// Confirmed reports whether the threshold stands in a text that was read or in several
// that agree.
func (ind *Indicator) Confirmed() bool { return ind.Confidence != "C" }

// National returns the profile of the national indicators.
func National() *Profile {
	p, found := Shipped("national")
	if p == nil {
		panic(fmt.Sprint("the embedded profile is wrong: ", found)) // TestShipped
	}
	return p
}

// Shipped returns a profile that comes with the program; nil where there is none of that
// name.
func Shipped(name string) (*Profile, []diag.Diagnostic) {
	data, err := fs.ReadFile(profiles, "profiles/"+name+".toml")
	if err != nil {
		return nil, nil
	}
	return ParseProfile(name+".toml", data)
}

// ShippedNames lists the profiles that come with the program.
func ShippedNames() (names []string) {
	files, _ := fs.ReadDir(profiles, "profiles") // embedded: it is there
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f.Name(), ".toml"))
	}
	return names
}

// ParseProfile reads a profile. It is nil where anything is wrong with it: a verdict by
// half of a profile would be taken for one by all of it.
func ParseProfile(name string, data []byte) (*Profile, []diag.Diagnostic) {
	p := new(Profile)
	file, found := tomllist.Decode(name, data, p, tomllist.Rules{NotUTF8: ruleNotUTF8, TooMuch: ruleTooMuch, Syntax: ruleSyntax, Unknown: ruleUnknown})
	if file == nil {
		return nil, found
	}
	c := profileChecker{file: file, profile: p}
	c.head()
	for i := range p.Indicators {
		c.indicator(i)
	}
	if len(c.found) > 0 {
		return nil, diag.Sort(c.found)
	}
	if p.Base != "" {
		p.inherit()
	}
	return p, nil
}

// inherit puts the indicators of the base before the profile's own.
func (p *Profile) inherit() {
	base, _ := Shipped(p.Base)
	list := slices.DeleteFunc(base.Indicators, func(ind Indicator) bool {
		return slices.ContainsFunc(p.Indicators, func(own Indicator) bool { return own.Code == ind.Code })
	})
	p.Indicators = append(list, p.Indicators...)
	if p.Pass == 0 {
		p.Pass = base.Pass
	}
	if p.BonusAbove == 0 {
		p.BonusAbove = base.BonusAbove
	}
}

// profileChecker looks for what is wrong with a profile.
type profileChecker struct {
	file    *tomllist.File
	profile *Profile
	found   []diag.Diagnostic
}

// fail records a finding about a key of the i-th indicator; -1: of the profile.
func (c *profileChecker) fail(rule *diag.Rule, i int, key string, args ...any) {
	c.found = append(c.found, rule.At(c.file.At("indicator", i, key), args...))
}

// head judges what stands above the indicators.
func (c *profileChecker) head() {
	p := c.profile
	if p.Name == "" {
		c.fail(ruleMissing, -1, "name", "name")
	}
	if p.Title == "" {
		c.fail(ruleMissing, -1, "title", "title")
	}
	if p.Base != "" && (p.Base == p.Name || !slices.Contains(ShippedNames(), p.Base)) {
		c.fail(ruleValue, -1, "base", "base", p.Base, strings.Join(ShippedNames(), "、"))
	}
	if p.Pass < 0 || p.Pass > full {
		c.fail(ruleValue, -1, "pass", "pass", p.Pass, "0–100")
	}
	if len(p.Indicators) == 0 {
		c.fail(ruleMissing, -1, "", "[[indicator]]")
	}
}

// indicator judges the i-th indicator, and fills in its defaults.
func (c *profileChecker) indicator(i int) {
	ind := &c.profile.Indicators[i]
	for _, k := range [...]struct{ key, value string }{{"code", ind.Code}, {"text", ind.Text}, {"kind", string(ind.Kind)}, {"measure", ind.Measure}, {"basis", ind.Basis}, {"confidence", ind.Confidence}} {
		if strings.TrimSpace(k.value) == "" {
			c.fail(ruleMissing, i, k.key, k.key)
		}
	}
	if ind.Kind != "" && !slices.Contains(kinds[:], ind.Kind) {
		c.fail(ruleValue, i, "kind", "kind", ind.Kind, "veto、deduction、bonus")
	}
	if ind.Confidence != "" && !slices.Contains([]string{"A", "B", "C"}, ind.Confidence) {
		c.fail(ruleValue, i, "confidence", "confidence", ind.Confidence, "A、B、C")
	}
	c.numbers(i, ind)
	if first := slices.IndexFunc(c.profile.Indicators[:i], func(o Indicator) bool { return o.Code == ind.Code }); first >= 0 && ind.Code != "" {
		c.fail(ruleRepeated, i, "code", ind.Code, c.file.At("indicator", first, "code").Line)
	}
	if ind.Measure == "" {
		return
	}
	m, ok := measureNamed(ind.Measure)
	if !ok {
		c.fail(ruleValue, i, "measure", "measure", ind.Measure, strings.Join(measureNames(), "、"))
		return
	}
	c.parameters(i, ind, m)
}

// numbers judges the numbers of an indicator.
func (c *profileChecker) numbers(i int, ind *Indicator) {
	switch {
	case ind.Items < 0:
		c.fail(ruleValue, i, "items", "items", ind.Items, "1、2、3…")
	case ind.Items == 0:
		ind.Items = 1
	}
	if ind.Points != nil && (*ind.Points < 0 || *ind.Points > full) {
		c.fail(ruleValue, i, "points", "points", *ind.Points, "0–100")
	}
	switch {
	case ind.Most != nil && ind.Points == nil:
		c.fail(ruleMissing, i, "most", "points")
	case ind.Most != nil && *ind.Most < *ind.Points:
		c.fail(ruleValue, i, "most", "most", *ind.Most, fmt.Sprintf("≥ %g", *ind.Points))
	}
}

// parameters judges what a measure wants to know: all that it needs, and nothing that it
// would not look at.
func (c *profileChecker) parameters(i int, ind *Indicator, m measure) {
	for _, k := range [...]struct {
		key   string
		given bool
	}{{"age", len(ind.Age) > 0}, {"period", ind.Period != ""}, {"workdays", ind.Workdays != 0}, {"missing", ind.Missing != 0}, {"kilobytes", ind.Kilobytes != 0}, {"codes", len(ind.Codes) > 0}, {"words", len(ind.Words) > 0}} {
		switch wants := slices.Contains(m.wants, k.key); {
		case wants && !k.given:
			c.fail(ruleMissing, i, k.key, k.key)
		case !wants && k.given:
			c.fail(ruleUseless, i, k.key, ind.Measure, k.key)
		}
	}
	if ind.Period != "" && !isPeriod(ind.Period) {
		c.fail(ruleValue, i, "period", "period", ind.Period, periods)
	}
	for kind, period := range ind.Age {
		if !slices.Contains(columnKinds[:], kind) {
			c.fail(ruleValue, i, "age", "age", kind, strings.Join(columnKinds[:], "、"))
		} else if !isPeriod(period) {
			c.fail(ruleValue, i, "age", "age."+kind, period, periods)
		}
	}
	for _, n := range [...]struct {
		key   string
		value int
	}{{"workdays", ind.Workdays}, {"missing", ind.Missing}, {"kilobytes", ind.Kilobytes}} {
		if n.value < 0 {
			c.fail(ruleValue, i, n.key, n.key, n.value, "1、2、3…")
		}
	}
	for _, code := range ind.Codes {
		if !findingCode.MatchString(code) {
			c.fail(ruleValue, i, "codes", "codes", code, "BD005、FM085…")
		}
	}
}

// findingCode is the code of a finding, as docs/diagnostics.md lists them.
var findingCode = regexp.MustCompile(`^[A-Z]{2}\d{3}$`)

// period matches a period, and periods are examples of some.
var period = regexp.MustCompile(`^[1-9]\d{0,3}[dmy]$`)

const periods = "14d、6m、1y"

func isPeriod(text string) bool { return period.MatchString(text) }

// after returns the day that comes a period after another: of months, the same day of the
// month, or the last where the month has no such day.
func after(day page.Date, text string) page.Date {
	n, _ := strconv.Atoi(text[:len(text)-1]) // the profile was checked
	day.Minute = 0
	switch text[len(text)-1] {
	case 'd':
		return page.Date{Day: day.Day + int32(n)}
	case 'y':
		n *= 12
	}
	t := day.Time()
	year, month := t.Year(), t.Month()+time.Month(n)
	last := page.NewDate(year, month+1, 1).Day - 1
	return page.Date{Day: min(page.NewDate(year, month, 1).Day+int32(t.Day())-1, last)}
}

// within reports whether a day is no more than a period before another.
func within(day page.Date, text string, today page.Date) bool {
	return after(day, text).Day >= today.Day
}
