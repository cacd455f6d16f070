package audit

import (
	"fmt"
	"strconv"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/terminal"
)

// configFile is the subject of what config.toml says.
const configFile = "config.toml"

// columnSubject is the subject of a column: its folder.
func columnSubject(s *catalog.Section) string { return "content/" + s.Category.Key }

// newest returns the newest document of a section that is public; None where there is
// none.
func (a *auditor) newest(s *catalog.Section) catalog.ID {
	for i := len(s.Docs) - 1; i >= 0; i-- {
		if a.Catalog.Published(s.Docs[i]) { // a preview has others among them
			return s.Docs[i]
		}
	}
	return catalog.None
}

// homeAge looks at when anything new has come to the home page.
func (a *auditor) homeAge(ind *Indicator) []Item {
	item := Item{Subject: "content", Title: "首页", Fails: true, Says: diag.Text{ZH: "首页没有任何信息", EN: "there is nothing on the home page"}}
	var newest page.Date
	for i := range a.Catalog.Sections {
		s := &a.Catalog.Sections[i]
		if id := a.newest(s); id != catalog.None && (s.Category.Home || !hasHome(a.Catalog)) {
			if day := a.Catalog.Meta(id).Date; day.Compare(newest) > 0 {
				newest = day
			}
		}
	}
	if newest.IsZero() {
		return []Item{item}
	}
	item.Fails, item.Last = false, after(newest, ind.Period)
	item.Says = terminal.Textf("首页最新的信息是 %s 的", "the newest on the home page is of %s", newest.DayString())
	return []Item{item}
}

// hasHome reports whether any column is shown on the home page.
func hasHome(c *catalog.Catalog) bool {
	for i := range c.Sections {
		if c.Sections[i].Category.Home {
			return true
		}
	}
	return false
}

// columnAge looks at when anything new has come to each column. An empty one is not
// looked at: it fails as that.
func (a *auditor) columnAge(ind *Indicator) (items []Item) {
	for i := range a.Catalog.Sections {
		s := &a.Catalog.Sections[i]
		age := ind.Age[s.Category.Kind]
		if s.Category.Statutory && age == "" && s.Category.Kind != config.KindGuide && s.Category.Kind != config.KindReports {
			age = ind.Age[statutory]
		}
		id := a.newest(s)
		if age == "" || id == catalog.None {
			continue
		}
		newest := a.Catalog.Meta(id).Date
		items = append(items, Item{
			Subject: columnSubject(s), Title: s.Category.Name, Last: after(newest, age),
			Says: terminal.Textf("最新的信息是 %s 的", "the newest is of %s", newest.DayString()),
		})
	}
	return items
}

// columnEmpty looks for columns with nothing in them.
func (a *auditor) columnEmpty(*Indicator) (items []Item) {
	for i := range a.Catalog.Sections {
		s := &a.Catalog.Sections[i]
		introduced := s.Intro != catalog.None && a.Catalog.Published(s.Intro)
		switch {
		case introduced || a.newest(s) != catalog.None || s.Category.Kind == config.KindGuide:
		case s.Category.Kind == config.KindReports && (hasReports(a.Catalog) || a.Config.Site.Sample != ""): // of reports there are no samples
		default:
			items = append(items, Item{Subject: columnSubject(s), Title: s.Category.Name, Fails: true, Says: diag.Text{ZH: "空白栏目", EN: "the column is empty"}})
		}
	}
	return items
}

func hasReports(c *catalog.Catalog) bool {
	for _, r := range c.Reports {
		if c.Published(r.ID) {
			return true
		}
	}
	return false
}

// guideAge looks at when the texts of the guide were last made or revised.
func (a *auditor) guideAge(ind *Indicator) (items []Item) {
	for i := range a.Catalog.Sections {
		s := &a.Catalog.Sections[i]
		if s.Category.Kind != config.KindGuide {
			continue
		}
		var newest page.Date
		for _, id := range append([]catalog.ID{s.Intro}, s.Docs...) {
			if id == catalog.None || !a.Catalog.Published(id) {
				continue
			}
			m := a.Catalog.Meta(id)
			for _, day := range []page.Date{m.Date, m.Updated()} {
				if day.Compare(newest) > 0 {
					newest = day
				}
			}
		}
		if !newest.IsZero() {
			items = append(items, Item{
				Subject: columnSubject(s), Title: s.Category.Name, Last: after(newest, ind.Period),
				Says: terminal.Textf("指南最近一次编写或者修订是 %s", "the guide was last written or revised on %s", newest.DayString()),
			})
		}
	}
	return items
}

// reportDue looks for the annual report of last year, and says when the next is due: also
// where the one before was missed.
func (a *auditor) reportDue(*Indicator) (items []Item) {
	for year := a.Today.Year() - 1; year <= a.Today.Year(); year++ {
		if _, there := a.report(year); there {
			continue
		}
		last := a.deadline(year)
		items = append(items, Item{
			Subject: fmt.Sprintf("content/%s/%d/index.md", page.ReportsFolder, year), Title: strconv.Itoa(year) + "年年度报告", Last: last,
			Says: diag.Text{ZH: "还没有公布", EN: "it is not published"},
		})
		if last.Day >= a.Today.Day {
			break
		}
	}
	return items
}

// report returns the public annual report of a year.
func (a *auditor) report(year int) (catalog.ID, bool) {
	for _, r := range a.Catalog.Reports {
		if r.Year == year && a.Catalog.Published(r.ID) {
			return r.ID, true
		}
	}
	return catalog.None, false
}

// lastOld is the last year whose report was due by the end of March: the 条例 of 2007
// held until May 2019.
const lastOld = 2018

// deadline is the last day for the report of a year.
func (a *auditor) deadline(year int) page.Date {
	if year <= lastOld {
		return page.NewDate(year+1, time.March, 31)
	}
	day, err := page.ParseDate(strconv.Itoa(year+1) + "-" + a.Config.Report.Deadline)
	if err != nil { // 02-29
		return page.NewDate(year+1, time.February, 28)
	}
	return day
}
