package native

import (
	"fmt"
	"math"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	"steersim/recorder"
	"steersim/recorder/native/wire"
	"steersim/sim"
)

const nanoseconds = 1_000_000_000 // in a second

func timestamp(logTime uint64) *timestamppb.Timestamp {
	return &timestamppb.Timestamp{Seconds: int64(logTime / nanoseconds), Nanos: int32(logTime % nanoseconds)}
}

func steeringOf(i recorder.Info, logTime uint64) *wire.Steering {
	m := &wire.Steering{
		Timestamp: timestamp(logTime), Drive: uint32(i.Drive), TimeS: i.TimeS,
		SpeedMps: i.SpeedMPS, SteerRad: i.SteerRad, CurvaturePerM: i.CurvaturePerM,
	}
	if t := i.Truth; t.Known {
		m.Truth = &wire.Truth{
			Tick: t.State.Tick, XM: t.State.XM, YM: t.State.YM, HeadingRad: t.State.HeadingRad, SpeedMps: t.State.SpeedMPS,
			SteerRad: t.State.SteerRad, YawRateRadPerS: t.State.YawRateRadPS, SlipRad: t.State.SlipRad,
			SM: t.SM, OffsetM: t.OffsetM, HeadingErrorRad: t.HeadingErrorRad, LaneCurvaturePerM: t.LaneCurvaturePerM,
		}
	}
	return m
}

// infoOf is steeringOf's way back, all but what the drive's metadata says.
func infoOf(data []byte) (recorder.Info, error) {
	m := &wire.Steering{}
	if err := proto.Unmarshal(data, m); err != nil {
		return recorder.Info{}, fmt.Errorf("%w: %w", recorder.ErrFormat, err)
	}
	i := recorder.Info{
		Drive: int(m.Drive), TimeS: m.TimeS, SpeedMPS: m.SpeedMps, SteerRad: m.SteerRad, CurvaturePerM: m.CurvaturePerM,
	}
	if t := m.Truth; t != nil {
		i.Truth = recorder.Truth{
			Known: true,
			State: sim.State{
				Tick: t.Tick, XM: t.XM, YM: t.YM, HeadingRad: t.HeadingRad, SpeedMPS: t.SpeedMps,
				SteerRad: t.SteerRad, YawRateRadPS: t.YawRateRadPerS, SlipRad: t.SlipRad,
			},
			SM: t.SM, OffsetM: t.OffsetM, HeadingErrorRad: t.HeadingErrorRad, LaneCurvaturePerM: t.LaneCurvaturePerM,
		}
	}
	return i, checkFinite(i)
}

// checkFinite refuses what no writer should have to store and no reader should have to believe.
func checkFinite(i recorder.Info) error {
	t := i.Truth
	for _, field := range []struct {
		name  string
		value float64
	}{
		{"time", i.TimeS}, {"speed", i.SpeedMPS}, {"steering", i.SteerRad}, {"curvature", i.CurvaturePerM},
		{"true x", t.State.XM}, {"true y", t.State.YM}, {"true heading", t.State.HeadingRad}, {"true speed", t.State.SpeedMPS},
		{"true steering", t.State.SteerRad}, {"true yaw rate", t.State.YawRateRadPS}, {"true slip", t.State.SlipRad},
		{"true place", t.SM}, {"true offset", t.OffsetM}, {"true heading error", t.HeadingErrorRad},
		{"true lane curvature", t.LaneCurvaturePerM},
	} {
		if math.IsNaN(field.value) || math.IsInf(field.value, 0) {
			return fmt.Errorf("%w: the %s is %v, want a finite number", recorder.ErrFormat, field.name, field.value)
		}
	}
	if i.TimeS < 0 || i.TimeS > maxTimeS {
		return fmt.Errorf("%w: the time is %v s, want 0 to %v", recorder.ErrFormat, i.TimeS, float64(maxTimeS))
	}
	return nil
}

// locatePicture finds the field "data" of a CompressedImage without copying it.
func locatePicture(message []byte) (offset, length int, err error) {
	field := (&wire.CompressedImage{}).ProtoReflect().Descriptor().Fields().ByName("data").Number()
	for at := 0; at < len(message); {
		number, kind, n := protowire.ConsumeTag(message[at:])
		if n < 0 {
			return 0, 0, fmt.Errorf("%w: %w", recorder.ErrFormat, protowire.ParseError(n))
		}
		at += n
		size := protowire.ConsumeFieldValue(number, kind, message[at:])
		if size < 0 {
			return 0, 0, fmt.Errorf("%w: field %d: %w", recorder.ErrFormat, number, protowire.ParseError(size))
		}
		if number == field && kind == protowire.BytesType {
			data, _ := protowire.ConsumeBytes(message[at:])
			offset, length = at+size-len(data), len(data) // the last one counts, as in any protobuf reader
		}
		at += size
	}
	if length == 0 {
		return 0, 0, fmt.Errorf("%w: a picture of 0 bytes, want a JPEG", recorder.ErrFormat)
	}
	return offset, length, nil
}
