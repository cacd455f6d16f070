package page

import (
	"testing"
	"time"
)

// TestCivil compares every day of the calendar with package time.
func TestCivil(t *testing.T) {
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	for day := int32(1); at.Year() < 10000; day++ {
		d := Date{Day: day, Minute: int16(day%1440) + 1}
		y, m, dd := d.civil()
		if y != at.Year() || m != int(at.Month()) || dd != at.Day() {
			t.Fatalf("day %d: %d-%d-%d, want %s", day, y, m, dd, at.Format(time.DateOnly))
		}
		if day%1009 == 0 {
			clock := at.Add(time.Duration(day%1440) * time.Minute)
			if got, want := d.String(), clock.Format("2006-01-02 15:04"); got != want {
				t.Fatalf("String: %s, want %s", got, want)
			}
			if got, want := d.DayString(), at.Format(time.DateOnly); got != want || d.Year() != at.Year() {
				t.Fatalf("DayString: %s, want %s", got, want)
			}
		}
		at = at.AddDate(0, 0, 1)
	}
}
