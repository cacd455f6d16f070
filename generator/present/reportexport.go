package present

import "io"

// reportExports lists the files that are published with the annual reports.
func reportExports(s *site) []Late {
	var late []Late
	for _, r := range s.Catalog.Reports {
		known := s.Report(r.Year)
		if known == nil {
			continue
		}
		for _, e := range known.Exports {
			late = append(late, Late{
				Path: reportFile(r.Year, e.Name), ID: r.ID, Values: []string{e.SHA256},
				Write: func(w io.Writer) error {
					data, err := e.Data()
					if err != nil {
						return err
					}
					return write(w, data)
				},
			})
		}
	}
	return late
}
