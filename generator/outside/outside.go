// Package outside asks whether what a site links to on other sites is there.
//
//	c := outside.Checker{Today: today, Cache: ".build/links.json"}
//	found, stats, err := c.Check(ctx, links)
//
// It is polite. A host is asked one thing at a time, with a pause between; several hosts
// are asked at once. A question is HEAD; where that is refused, which many servers do that
// have the page all the same, it is GET for the first byte. What was there is believed for
// a week and what was not for a day, so that a second run asks little; a run asks at most
// so many addresses, and says how many are left.
//
// It says no more than it knows. An address that answers 404 or 410, or whose host is not
// known, does not answer or shows another's certificate, is dead ([Rules]: OL001). One that
// answers that it wants a login, or is busy, may be there: somebody must look (OL003). Where
// nothing at all answers, the machine is not connected, and nothing is said of anybody
// ([ErrOffline]).
//
// Addresses of this machine and of private networks are not asked: a citizen cannot open
// them, which is a finding by itself (OL002), and what is in an office's network is none of
// this program's business. An office whose site is for its own network sets Intranet.
package outside

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Link is an address, and where it is written.
type Link struct {
	URL string
	Pos diag.Pos
}

// Checker asks. The zero value but for Today asks as it should, and keeps nothing.
type Checker struct {
	Today page.Date
	// Cache is the file in which answers are kept; "": they are not.
	Cache string
	// Intranet asks addresses of private networks as well.
	Intranet bool
	// Most is how many addresses are asked at most; 0: a thousand.
	Most int
	// Timeout is how long an answer may take, Pause how long a host has peace between two
	// questions; 0: 15 seconds, one second.
	Timeout, Pause time.Duration
	// Progress, if given, is told how many of the addresses have been asked.
	Progress func(done, all int)
}

// How much is asked, where nothing else is said.
const (
	mostAsked   = 1000
	hosts       = 6                // that are asked at once
	patience    = 15 * time.Second // that of inspections (国办秘函〔2019〕19号)
	peace       = time.Second
	believed    = 7 // days for which an answer is believed
	disbelieved = 1 // and one that it is not there
)

// Stats says what was done.
type Stats struct {
	Addresses int // that the site links to
	Asked     int
	Left      int // that were not asked, because there are too many
}

// ErrOffline says that no host has answered.
var ErrOffline = errors.New("no host has answered: is there a network?")

// Check asks for all links, and returns what is wrong with them, each at all its places.
func (c *Checker) Check(ctx context.Context, links []Link) ([]diag.Diagnostic, Stats, error) {
	places := map[string][]diag.Pos{}
	for _, l := range links {
		if address := asked(l.URL); address != "" {
			places[address] = append(places[address], l.Pos)
		}
	}
	known, err := readAnswers(c.Cache)
	if err != nil {
		return nil, Stats{}, err
	}
	answers := map[string]answer{}
	var todo []string
	for address := range places {
		if a, ok := known[address]; ok && a.holds(c.Today) && (a.Kind != private || !c.Intranet) {
			answers[address] = a
		} else {
			todo = append(todo, address)
		}
	}
	slices.Sort(todo)
	stats := Stats{Addresses: len(places)}
	if most := cmp.Or(c.Most, mostAsked); len(todo) > most {
		stats.Left, todo = len(todo)-most, todo[:most]
	}
	fresh := c.ask(ctx, todo)
	if err := ctx.Err(); err != nil {
		return nil, stats, err
	}
	if offline(fresh) {
		return nil, stats, ErrOffline
	}
	stats.Asked = len(fresh)
	for address, a := range fresh {
		answers[address] = a
	}
	if err := writeAnswers(c.Cache, answers); err != nil {
		return nil, stats, err
	}
	return findings(places, answers), stats, nil
}

// asked is the address that is asked for a link: that of a page, without its anchor; ""
// for mail and whatever else is no page.
func asked(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// ask asks for addresses, host by host.
func (c *Checker) ask(ctx context.Context, todo []string) map[string]answer {
	byHost := map[string][]string{}
	for _, address := range todo {
		u, _ := url.Parse(address) // asked has made it
		byHost[u.Host] = append(byHost[u.Host], address)
	}
	queue := make(chan []string, len(byHost))
	for _, list := range byHost {
		queue <- list
	}
	close(queue)
	r := requester{Checker: c, client: c.client()}
	answers := map[string]answer{}
	var mu sync.Mutex
	var workers sync.WaitGroup
	for range hosts {
		workers.Go(func() {
			for list := range queue {
				for i, address := range list {
					if i > 0 && !sleep(ctx, cmp.Or(c.Pause, peace)) || ctx.Err() != nil {
						return
					}
					a := r.answer(ctx, address)
					mu.Lock()
					answers[address] = a
					if c.Progress != nil {
						c.Progress(len(answers), len(todo))
					}
					mu.Unlock()
				}
			}
		})
	}
	workers.Wait()
	return answers
}

// sleep waits, and reports whether to go on.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// offline reports whether hosts were asked, several, and none has answered at all.
func offline(answers map[string]answer) bool {
	asked, silent := 0, map[string]bool{}
	for address, a := range answers {
		if a.Kind == private {
			continue
		}
		if asked++; !a.unreachable {
			return false
		}
		u, _ := url.Parse(address)
		silent[u.Host] = true
	}
	return asked > 0 && len(silent) > 1
}

// findings says what is wrong, at each place.
func findings(places map[string][]diag.Pos, answers map[string]answer) (found []diag.Diagnostic) {
	for address, a := range answers {
		rule := map[kind]*diag.Rule{dead: ruleDead, private: rulePrivate, unsure: ruleUnsure}[a.Kind]
		if rule == nil {
			continue
		}
		for _, pos := range places[address] {
			found = append(found, rule.At(pos, address, a.words()))
		}
	}
	return diag.Sort(found)
}

// words says what was answered.
func (a answer) words() diag.Text {
	if a.Status != 0 {
		return diag.Text{ZH: fmt.Sprintf("服务器回答 %d", a.Status), EN: fmt.Sprintf("the server answers %d", a.Status)}
	}
	return faults[a.Fault]
}
