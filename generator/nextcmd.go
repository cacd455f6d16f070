package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/source"
	"gongkai/generator/waiver"
)

// nextCommand is `gongkai next-change`.
type nextCommand struct{}

// nextChange is a line of --json.
type nextChange struct {
	Date string `json:"date"`
	// Instant is the beginning of that day, in UTC+8.
	Instant string `json:"instant"`
	Kind    string `json:"kind"`
	File    string `json:"file"`
	Title   string `json:"title"`

	day   page.Date
	words diag.Text // of Kind
}

// newNextChange is what changes on a day.
func newNextChange(day page.Date, kind string, words diag.Text, file, title string) nextChange {
	return nextChange{day.DayString(), day.Time().Format("2006-01-02T15:04:05-07:00"), kind, file, title, day, words}
}

// Run lists the days on which a build would make another site though no file has
// changed, or find something in it that it does not find today; the next one first.
func (n *nextCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	s, found, err := site.Load(opt, site.Resume(opt))
	if err != nil {
		return err
	}
	if s == nil {
		c.report(found)
		return nil
	}
	list, err := endingWaivers(opt)
	if err != nil {
		return err
	}
	for _, change := range s.Catalog().Upcoming() {
		m := s.Catalog().Meta(change.ID)
		list = append(list, newNextChange(change.Day, change.Event.String(), change.Event.Words(), "content/"+m.Path, m.Title))
	}
	slices.SortStableFunc(list, func(a, b nextChange) int { return cmp.Compare(a.day.Day, b.day.Day) })
	return showChanges(c, list)
}

// endingWaivers are the days from which what was accepted in the scan is accepted no more:
// a build then finds it again, and stops where it is an error.
func endingWaivers(opt site.Options) (list []nextChange, err error) {
	root, err := source.At(opt.Source)
	if err != nil {
		return nil, err
	}
	data, err := root.Read(waiver.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	waivers, _ := waiver.Parse(waiver.Path, data) // what is wrong with it, check says
	if waivers == nil {
		return nil, nil
	}
	for _, w := range waivers.Waivers {
		until, err := page.ParseDate(w.Until)
		if err == nil && until.Day >= opt.Today.Day {
			words := diag.Text{ZH: "放行（" + w.Rule + "）到期", EN: "waiver of " + w.Rule + " ends"}
			list = append(list, newNextChange(page.Date{Day: until.Day + 1}, "waiver", words, w.File, w.Reason))
		}
	}
	return list, nil
}

// showChanges prints the list.
func showChanges(c *call, list []nextChange) error {
	var rows [][]string
	for i, change := range list {
		if c.JSON {
			data, err := json.Marshal(change)
			if err != nil {
				return err
			}
			if err := c.data(c.stdout, append(data, '\n')); err != nil {
				return err
			}
			continue
		}
		mark := " "
		if i == 0 {
			mark = ">"
		}
		rows = append(rows, []string{mark, change.Date + " 00:00", change.words.In(c.Lang), change.File, change.Title})
	}
	switch {
	case c.JSON:
	case rows == nil:
		c.say("没有到期要变的：文件不改，网站就不变。", "Nothing is due: as long as no file changes, neither does the site.")
	default:
		c.printRows(rows)
	}
	return nil
}
