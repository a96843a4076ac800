package udacity

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"steersim/recorder"
)

const (
	fieldCount = int(recorder.Views) + 4
	mphPerMPS  = 2.23693629 // the simulator's
	maxMPH     = 447        // just below recorder.Car's 200 m/s
)

// row is a line of driving_log.csv, in the simulator's units and signs. Its numbers have the simulator's 32 bits.
type row struct {
	pictures        [recorder.Views]string // paths; empty: there is none
	steering        float32                // of the lock, positive to the RIGHT
	throttle, brake float32                // 0 to 1; nobody here looks at them
	mph             float32                // never negative
}

// rowOf is what a log says of a record.
func rowOf(r recorder.Record, at time.Time, car recorder.Car) row {
	to := row{steering: float32(car.Right(r.CurvaturePerM)), mph: float32(math.Abs(r.SpeedMPS) * mphPerMPS)}
	if to.steering == 0 {
		to.steering = 0 // straight on is not -0
	}
	for v := range recorder.Views {
		if len(r.JPEG[v]) > 0 {
			to.pictures[v] = pictureFolder + "/" + nameOf(v, at)
		}
	}
	return to
}

// info is rowOf's way back: all but drive and time.
func (r row) info(car recorder.Car) recorder.Info {
	right := float64(r.steering)
	info := recorder.Info{SpeedMPS: float64(r.mph) / mphPerMPS, SteerRad: car.SteerRad(right), CurvaturePerM: car.CurvaturePerM(right)}
	for v, name := range r.pictures {
		info.Has[v] = name != ""
	}
	return info
}

// check refuses what no writer should have to store and no reader should have to believe.
func (r row) check(car recorder.Car) error {
	right, mph := float64(r.steering), float64(r.mph)
	switch {
	case !(math.Abs(car.SteerRad(right)) < math.Pi/2):
		return fmt.Errorf("%w: the steering is %v, want less than a right angle of the wheels, %.3g at a lock of %.3g rad; it counts in locks, not degrees",
			recorder.ErrFormat, right, math.Pi/2/car.LockRad, car.LockRad)
	case !(mph >= 0 && mph <= maxMPH):
		return fmt.Errorf("%w: the speed is %v mph, want 0 to %d", recorder.ErrFormat, mph, maxMPH)
	}
	return nil
}

// append adds the row as a line. The decimal sign is a point whatever the machine's language.
func (r row) append(line []byte) []byte {
	for _, p := range r.pictures {
		line = append(append(line, p...), ',')
	}
	for _, x := range [...]float32{r.steering, r.throttle, r.brake, r.mph} {
		line = append(strconv.AppendFloat(line, float64(x), 'g', -1, 32), ',')
	}
	line[len(line)-1] = '\n'
	return line
}

// parseRow is append's way back, for the fields of a line.
func parseRow(fields []string) (row, error) {
	var r row
	if len(fields) != fieldCount {
		return r, wrongCount(fields)
	}
	copy(r.pictures[:], fields)
	numbers := fields[recorder.Views:]
	for i, to := range []struct {
		name  string
		value *float32
	}{{"steering", &r.steering}, {"throttle", &r.throttle}, {"brake", &r.brake}, {"speed", &r.mph}} {
		x, err := strconv.ParseFloat(numbers[i], 32)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return r, fmt.Errorf("%w: field %d: the %s is %.40q, want a finite number with a decimal point",
				recorder.ErrFormat, int(recorder.Views)+i+1, to.name, numbers[i])
		}
		*to.value = float32(x)
	}
	return r, nil
}

// wrongCount tells the decimal comma, which the simulator writes in many languages, from other mistakes.
func wrongCount(fields []string) error {
	comma := len(fields) > fieldCount
	for _, f := range fields[min(len(fields), int(recorder.Views)):] {
		comma = comma && isNumber(f) && !strings.Contains(f, ".")
	}
	if comma {
		return fmt.Errorf("%w: %d fields, want %d: its numbers seem to have a decimal comma (%s,%s): set the system to decimal points and record again, or write the numbers with points",
			recorder.ErrFormat, len(fields), fieldCount, fields[recorder.Views], fields[recorder.Views+1])
	}
	return fmt.Errorf("%w: %d fields, want %d with commas or tabs between them, and none in a path", recorder.ErrFormat, len(fields), fieldCount)
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 32)
	return err == nil
}
