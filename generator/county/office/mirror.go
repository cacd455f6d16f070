package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path"
	"strings"

	"gongkai/generator/county/annual"
	"gongkai/generator/county/harvest"
	"gongkai/generator/county/job"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Forever is a day that does not come: a mirror changes with its source alone.
const Forever = "9999-12-31"

// mirrorSum is the sum of the release that a site elsewhere has.
func (m *Maker) mirrorSum(ctx context.Context, o *roster.Office) (string, error) {
	h, err := harvest.New(ctx, o.Site, m.Transport, harvest.Limits{})
	if err != nil {
		return "", err
	}
	list, err := h.List()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(list.Text)
	return "site " + hex.EncodeToString(sum[:]), nil
}

// mirror runs a job whose site is released elsewhere. The list is asked for again: what is
// mirrored is one release, be it a newer one than the job was made for, which then is
// another job.
func (m *Maker) mirror(ctx context.Context, j job.Job, o *roster.Office) error {
	was, err := m.Outcome(j.Office)
	if err != nil {
		return err
	}
	h, err := harvest.New(ctx, o.Site, m.Transport, harvest.Limits{})
	if err != nil {
		return err
	}
	list, err := h.List()
	if err != nil {
		return err
	}
	work, end, err := workFolder(m.Store, j)
	if err != nil {
		return err
	}
	defer end()
	place := harvest.Place{Site: m.Dir, Out: m.target(o.Key), Work: work}
	if _, err := h.Mirror(list, place, judge(m.Today)); err != nil {
		return err
	}
	out := &Outcome{Sum: j.Sum, From: m.Today.DayString(), Until: Forever}
	if out.Published, err = m.published(o); err != nil {
		return err
	}
	return m.finish(j.Office, was, out)
}

// judge refuses what the county's own pages could not be made of: one office must not keep
// those of all others from being made. A document of a day to come would stand before all
// others until then; a day is left for clocks that differ.
func judge(today page.Date) harvest.Judge {
	latest := page.Date{Day: today.Day + 1}.DayString()
	reached := func(r rows.Row) error {
		if r.Date[:len(latest)] > latest {
			return &rows.Fault{Text: diag.Text{ZH: "《" + r.Title + "》的发布日期 " + r.Date + " 还没有到", EN: r.Title + " is of a day to come, " + r.Date}}
		}
		return nil
	}
	return func(name string, data []byte) error {
		if name == catalogFile {
			return unusable(name, rows.ReadCatalog(bytes.NewReader(data), reached))
		}
		if dir, file := path.Split(name); file == reportName && isReportFolder(strings.TrimSuffix(dir, "/")) {
			_, err := annual.Read(data)
			return unusable(name, err)
		}
		return nil
	}
}

// unusable is the failure of an office with a file of which the county's pages cannot be made.
func unusable(name string, err error) error {
	var fault *rows.Fault
	switch {
	case err == nil:
		return nil
	case errors.As(err, &fault):
		return &Failure{diag.Text{ZH: name + "：" + fault.ZH, EN: name + ": " + fault.EN}, err}
	}
	return &Failure{diag.Text{ZH: name + "：不是年度报告的数据", EN: name + ": " + err.Error()}, err}
}
