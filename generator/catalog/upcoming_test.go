package catalog

import (
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// TestUpcoming: each change is one that a build on its day shows, and there is none
// that is not told: the site of the day before differs from that of the day.
func TestUpcoming(t *testing.T) {
	day := func(n int) page.Date { return page.NewDate(2022, 6, n) }
	metas := []*page.Meta{
		{Path: "notices/2022/0001.md", Category: "notices", Title: "甲", Date: day(5)},
		{Path: "notices/2022/0002.md", Category: "notices", Title: "乙", Date: day(1), PublishUntil: day(9)},
		{Path: "notices/2022/0003.md", Category: "notices", Title: "丙", Date: day(1), Validity: page.Valid, Effective: day(3), Expires: day(20)},
		{Path: "notices/2022/0004.md", Category: "notices", Title: "丁", Date: day(1), Validity: page.Amended, Repealed: day(12)},
		{Path: "notices/2022/0005.md", Category: "notices", Title: "戊", Date: day(7), Draft: true},
		{Path: "notices/2022/0006.md", Category: "notices", Title: "己", Date: day(1), Expires: day(15), PublishUntil: day(10)},
		{Path: "notices/2022/0007.md", Category: "notices", Title: "庚", Date: day(1), Expires: day(15), Validity: page.Expired},
		{Path: "notices/2022/0008.md", Category: "notices", Title: "辛", Date: day(1), Expires: day(15), Withdrawn: page.Withdrawal{Date: day(2), Reason: "有误"}},
	}
	in := Input{Config: testConfig(), Metas: metas, Today: day(2), Locate: func(ID, string, string) diag.Pos { return diag.Pos{} }}
	c, _ := New(in)
	var got string
	for _, change := range c.Upcoming() {
		got += change.Day.DayString()[8:] + " " + change.Event.String() + " " + c.Meta(change.ID).Title + "\n"
	}
	const want = "03 effective 丙\n05 appears 甲\n10 publish_until 乙\n11 publish_until 己\n12 repealed 丁\n21 expires 丙\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if c.Horizon.Day > c.Upcoming()[0].Day.Day {
		t.Errorf("the horizon is %s", c.Horizon)
	}
}
