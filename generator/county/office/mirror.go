package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"gongkai/generator/county/harvest"
	"gongkai/generator/county/job"
	"gongkai/generator/county/roster"
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
	place := harvest.Place{Site: m.Dir, Out: m.target(o.Key), Work: filepath.Join(m.Store, "work", o.Key)}
	if _, err := h.Mirror(list, place); err != nil {
		return err
	}
	out := &Outcome{Sum: j.Sum, From: m.Today.DayString(), Until: Forever}
	if out.Published, err = m.published(o); err != nil {
		return err
	}
	return m.finish(j.Office, was, out)
}
