package present

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/page"
)

// mostUp is how many folders up a reference to a target is a part of what was
// written once.
const mostUp = 8

// target is a path that very many pages refer to. It is written behind the way
// up once, whole and without its folder: references to it are parts of these.
type target struct {
	path   string
	folder int    // length of the folder of the path
	whole  string // the way up, and the path
	file   string // the way up, and the path without its folder
}

func newTarget(path string) target {
	folder := strings.LastIndexByte(path, '/') + 1
	if !page.Plain(path) || strings.Count(path, "/") > 1 {
		return target{path: path, folder: folder}
	}
	return target{path, folder, page.Up(mostUp) + path, page.Up(mostUp) + path[folder:]}
}

// from does what [page.Rel] does.
func (t *target) from(output string) string {
	text, below := t.whole, 0
	if strings.HasPrefix(output, t.path[:t.folder]) {
		text, below = t.file, t.folder
	}
	up := strings.Count(output[below:], "/")
	if up > mostUp || text == "" {
		return page.Rel(output, t.path)
	}
	return text[(mostUp-up)*len("../"):]
}

// targets are what the pages of a site refer to most often.
type targets struct {
	home, feed target
	columns    []column          // by section
	subjects   map[string]target // front pages of the subjects that documents have
}

// column is what all pages of a category say of it.
type column struct {
	front, feed target
	feedName    string
	keywords    string
}

func newTargets(cfg *config.Config, c *catalog.Catalog) targets {
	t := targets{
		home: newTarget("index.html"), feed: newTarget("feed.xml"),
		columns:  make([]column, len(c.Sections)),
		subjects: make(map[string]target, len(c.Subjects)),
	}
	for i := range c.Sections {
		cat := &c.Sections[i].Category
		t.columns[i] = column{
			front:    newTarget(cat.Key + "/index.html"),
			feed:     newTarget(cat.Key + "/feed.xml"),
			feedName: cfg.Site.Name + " " + cat.Name,
			keywords: strings.Join(cat.Keywords, ","),
		}
		if cat.Kind == "reports" { // they have no feed of their own
			t.columns[i].feed, t.columns[i].feedName = t.feed, cfg.Site.Name
		}
	}
	for _, g := range c.Subjects {
		t.subjects[g.Name] = newTarget(subjectPath(g.Key))
	}
	return t
}
