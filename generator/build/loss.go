package build

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/present"
)

// A share that is not mounted, a wrong --source, a checkout that was interrupted:
// to a build they look like a site of few documents, and it would publish that.
// So a build that takes most of what citizens can read off the site stops, and is
// told by the user that it is meant.

// leastPages is from how many published pages on a site is guarded. Somebody who
// tries things out with three documents is not asked.
const leastPages = 10

// massLoss returns a finding where publishing the site would take more than half
// of the pages at some published paths away.
func (s *Site) massLoss(published []string) []diag.Diagnostic {
	lost, pages := s.lost(published)
	if pages < leastPages || 2*len(lost) <= pages {
		return nil
	}
	slices.Sort(lost)
	return []diag.Diagnostic{tooMuchLost.At(diag.Pos{}, len(lost), pages, strings.Join(lost[:min(3, len(lost))], "  "))}
}

// lost returns those of some published paths at which a page of a document stood
// and none would, and how many pages of documents stood at all of them. Lists,
// indexes and what else every site has are no measure: a site without a single
// document still has them.
func (s *Site) lost(published []string) (lost []string, pages int) {
	for _, at := range published {
		if path.Ext(at) != ".html" {
			continue
		}
		o, made := s.plan.Lookup(at)
		switch {
		case made && o.Kind != present.Document && o.Kind != present.AnnualReport && o.Kind != present.Redirect:
		case made || s.files.static[at] != nil:
			pages++
		case !listName.MatchString(at):
			pages++
			lost = append(lost, at)
		}
	}
	return lost, pages
}

// listName matches the paths of pages that list others and may go with them; see
// package present.
var listName = regexp.MustCompile(`^(?:[^/]+/)?(?:index|list-\d+|year-\d+(?:-\d+)?)\.html$|^(?:subjects|catalog|disclosure|request)/`)
