package main

import (
	"encoding/json"

	"gongkai/generator/site"
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
}

// Run lists the days on which a build would make another site though no file has
// changed, the next one first.
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
	var rows [][]string
	for _, change := range s.Catalog().Upcoming() {
		m := s.Catalog().Meta(change.ID)
		if c.JSON {
			line := nextChange{change.Day.DayString(), change.Day.Time().Format("2006-01-02T15:04:05-07:00"), change.Event.String(), "content/" + m.Path, m.Title}
			data, err := json.Marshal(line)
			if err != nil {
				return err
			}
			if err := c.data(c.stdout, append(data, '\n')); err != nil {
				return err
			}
			continue
		}
		mark := " "
		if rows == nil {
			mark = ">"
		}
		rows = append(rows, []string{mark, change.Day.DayString() + " 00:00", change.Event.Words().In(c.Lang), "content/" + m.Path, m.Title})
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
