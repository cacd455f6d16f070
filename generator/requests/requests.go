// Package requests knows the applications for information that are still to be answered:
// those that are open in the ledgers beside the annual reports,
// content/reports/YEAR/applications.csv. The ledger of a year is kept from its January on,
// long before there is a report.
//
//	open, found, err := requests.Read(".")
//
// An answer is due 20 working days after the application was received, or completed by
// the applicant (《政府信息公开条例》第三十条、第三十三条), and 20 more where he was told so.
// Who knows the working days counts them: see package audit.
//
// Of an application nothing is known but its line: the ledger has nothing personal, and
// neither has what is said of it.
package requests

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// Application is one that is open.
type Application struct {
	File     string    // content/reports/2026/applications.csv
	Line     int       // in it
	From     page.Date // the day after which working days are counted
	Extended bool
}

// Read reads the ledgers of the site in a folder. found is what is wrong with them: a line
// that cannot be read is no application, and its day may pass unseen.
func Read(root string) (open []Application, found []diag.Diagnostic, err error) {
	dir, err := source.At(root)
	if err != nil {
		return nil, nil, err
	}
	years, err := dir.Names(path.Join("content", page.ReportsFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	ledgers := map[int][]byte{}
	for _, entry := range years {
		year, err := strconv.Atoi(entry.Name())
		if err != nil || len(entry.Name()) != 4 {
			continue
		}
		data, err := dir.Read(ledgerOf(year))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%s: %w", ledgerOf(year), err)
		}
		if err == nil {
			ledgers[year] = data
		}
	}
	for _, year := range slices.Sorted(maps.Keys(ledgers)) {
		in := report.Input{Year: year, Ledger: ledgers[year], NextLedger: ledgers[year+1]}
		found = append(found, in.OpenApplications(ledgerOf(year), func(line int, from time.Time, extended bool) {
			open = append(open, Application{ledgerOf(year), line, page.DateOf(from), extended})
		})...)
	}
	return open, found, nil
}

// ledgerOf is where the ledger of a year is.
func ledgerOf(year int) string {
	return path.Join("content", page.ReportsFolder, strconv.Itoa(year), report.LedgerFile)
}
