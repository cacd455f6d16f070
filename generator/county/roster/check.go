package roster

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/suggest"
	"gongkai/generator/tomllist"
)

// mostEntries is how many keys and tables county.toml may have: those of ten thousand
// offices.
const mostEntries = 100_000

// mostFaults is how many faults of one file are reported.
const mostFaults = 100

// levels are what an office can be, in the words of config.toml.
func levels() []string { return []string{"township", "county", "city", "province", "department"} }

// The folders of the county's own pages, and of its search, beside those of the offices.
const (
	PortalFolder = "portal"
	SearchFolder = "search"
)

var (
	keyForm = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`)
	// device are the names that are none for a folder on Windows.
	device = regexp.MustCompile(`^(?:con|prn|aux|nul|com\d|lpt\d)$`)
	// repositoryForm are the addresses of which git is asked for: those of a server, and
	// SSH in its short form. Others, such as ext::, run programs.
	repositoryForm = regexp.MustCompile(`^(?:(?:https|http|ssh|git|file)://[^\s'"]+|[A-Za-z0-9_.-]+@[A-Za-z0-9.-]+:[^\s:'"-][^\s'"]*)$`)
	// revisionForm is a branch, a tag or a commit: no option, and none of the signs that
	// git gives a meaning of its own.
	revisionForm = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_./-]*$`)
	nameOnLine   = regexp.MustCompile(`^\s*([^\s=.\[\]]+)\s*[=.]`)
)

// check collects what is wrong with the values of a file.
type check struct {
	file  *tomllist.File
	found []diag.Diagnostic
}

// fail reports what is wrong with a key of the i-th table of a name; -1: at the top.
// There is an end to them: each costs a look through the file.
func (k *check) fail(rule *diag.Rule, table string, i int, key string, args ...any) {
	if len(k.found) == mostFaults {
		return
	}
	k.found = append(k.found, rule.At(k.file.At(table, i, key), args...))
}

// nearest says of each unknown key which one was meant.
func nearest(found []diag.Diagnostic) []diag.Diagnostic {
	for i, d := range found {
		m := nameOnLine.FindStringSubmatch(d.Pos.Source)
		if d.Code != ruleUnknown.Code || m == nil {
			continue
		}
		all := slices.Concat(keys(""), keys("office"), keys("link"))
		hint := diag.Text{ZH: "删去这一行", EN: "delete this line"}
		if meant := suggest.Nearest(m[1], all); meant != "" {
			line := meant + strings.TrimPrefix(strings.TrimSpace(d.Pos.Source), m[1])
			hint = diag.Text{ZH: "改为 " + line, EN: "write " + line}
		}
		found[i] = ruleUnknown.At(d.Pos, m[1], hint)
	}
	return found
}

// county judges what stands at the top of the file, and the links.
func (k *check) county(c *County) {
	k.required("", -1, "name", c.Name, `"示例县人民政府"`)
	if k.required("", -1, "address", c.Address, `"https://www.example.gov.cn/"`) {
		if meant := new(config.Site).SetBaseURL(c.Address); meant != "" {
			k.fail(ruleAddress, "", -1, "address", c.Address, "address", meant)
		}
	}
	k.address("", -1, "badge_url", c.BadgeURL)
	k.address("", -1, "errors_url", c.ErrorsURL)
	for i, l := range c.Links {
		k.required("link", i, "name", l.Name, `"中国政府网"`)
		k.required("link", i, "url", l.URL, `"https://www.gov.cn/"`)
		k.address("link", i, "url", l.URL)
	}
}

// required demands a value, and says whether it is there.
func (k *check) required(table string, i int, key, value, example string) bool {
	if strings.TrimSpace(value) != "" {
		return true
	}
	where := diag.Text{ZH: "这一段里", EN: "in this part"}
	if table == "" {
		where = diag.Text{ZH: "文件开头", EN: "at the top of the file"}
	}
	k.fail(ruleMissing, table, i, "", key, example, where)
	return false
}

// address demands an address, where something is given. Unlike that of the portal it may
// have a query: those of badges do.
func (k *check) address(table string, i int, key, value string) {
	if value == "" {
		return
	}
	page, _, _ := strings.Cut(value, "?")
	meant := new(config.Site).SetBaseURL(page)
	if meant == "" && strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		meant = page
	}
	if meant != "" {
		k.fail(ruleAddress, table, i, key, value, key, meant)
	}
}

// offices judges the offices, and compares them.
func (k *check) offices(list []Office) {
	if len(list) == 0 {
		k.fail(ruleNoOffice, "", -1, "")
	}
	seen, sources := map[string]int{}, map[string]int{}
	for i := range list {
		o := &list[i]
		if k.required("office", i, "key", o.Key, `"shili"`) {
			k.key(i, o.Key, seen)
		}
		k.required("office", i, "name", o.Name, `"示例镇人民政府"`)
		k.level(i, o.Level)
		k.source(i, o, sources)
	}
}

// key judges the key of an office, which becomes a folder and a part of addresses.
func (k *check) key(i int, key string, seen map[string]int) {
	switch first, again := seen[key]; {
	case !keyForm.MatchString(key) || len(key) > 63:
		k.fail(ruleKey, "office", i, "key", key, keyMeant(key))
	case key == PortalFolder || key == SearchFolder || device.MatchString(key):
		k.fail(ruleReserved, "office", i, "key", key)
	case again:
		k.fail(ruleSameKey, "office", i, "key", key, k.file.At("office", first, "key").Line)
	default:
		seen[key] = i
	}
}

// keyMeant is a key made of one that cannot be.
func keyMeant(key string) string {
	key = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r == '_' || r == ' ' || r == '.' || r == '-':
			return '-'
		}
		return -1
	}, key)
	key = strings.Trim(key[:min(len(key), 63)], "-")
	if key == "" {
		return "shili"
	}
	return key
}

func (k *check) level(i int, level string) {
	if !k.required("office", i, "level", level, `"township"`) || slices.Contains(levels(), level) {
		return
	}
	meant := suggest.Nearest(level, levels())
	if meant == "" {
		meant = "township"
	}
	k.fail(ruleLevel, "office", i, "level", level, meant)
}

// source judges where the site of an office comes from.
func (k *check) source(i int, o *Office, seen map[string]int) {
	given := 0
	for _, s := range []string{o.Folder, o.Git, o.Site} {
		if s != "" {
			given++
		}
	}
	if given != 1 {
		k.fail(ruleSource, "office", i, "", given)
		return
	}
	switch {
	case o.Folder != "":
		k.folder(i, o)
	case o.Site != "":
		if meant := new(config.Site).SetBaseURL(o.Site); meant != "" {
			k.fail(ruleAddress, "office", i, "site", o.Site, "site", meant)
		}
	case !repositoryForm.MatchString(o.Git) || hasPassword(o.Git):
		k.fail(ruleRepository, "office", i, "git", o.Git)
	}
	if o.Revision != "" && (o.Git == "" || !revisionForm.MatchString(o.Revision) || strings.Contains(o.Revision, "..")) {
		k.fail(ruleRevision, "office", i, "revision", o.Revision)
	}
	source := o.Source() + " " + o.Revision
	if first, again := seen[source]; again {
		k.fail(ruleSameSource, "office", i, "", o.Source(), k.file.At("office", first, "key").Line)
		return
	}
	seen[source] = i
}

// folder judges the folder of an office, and brings it into one spelling.
func (k *check) folder(i int, o *Office) {
	if meant := path.Clean(strings.ReplaceAll(o.Folder, `\`, "/")); strings.Contains(o.Folder, `\`) || meant == "." {
		if meant == "." {
			meant = "sites/" + o.Key
		}
		k.fail(ruleFolder, "office", i, "folder", o.Folder, meant)
		return
	}
	o.Folder = path.Clean(o.Folder)
}

// hasPassword reports whether an address has one in it: county.toml is kept under
// version control, and addresses are printed.
func hasPassword(address string) bool {
	_, rest, ok := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	user, _, named := strings.Cut(host, "@")
	return ok && named && strings.Contains(user, ":")
}
