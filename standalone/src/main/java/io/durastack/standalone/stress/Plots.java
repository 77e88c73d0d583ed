package io.durastack.standalone.stress;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report, as SVG. */
final class Plots {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 320;

    private Plots() {}

    /** VMs that became ready, and that were gone, in each second. */
    static String throughput(StressResult result) {
        XYChart chart = lines("seconds since the first request", "VMs in that second");
        add(chart, "running", result.series().ready());
        add(chart, "deleted", result.series().deletedThen());
        return svg(chart);
    }

    /** Within how many milliseconds which part of the VMs was accepted, and ready. */
    static String latency(StressResult result) {
        XYChart chart = lines("% of the VMs", "within milliseconds");
        add(chart, "request answered", result.series().submitByPercent());
        add(chart, "running", result.series().readyByPercent());
        return svg(chart);
    }

    /** What each part used, second by second. */
    static String cpu(StressResult result) {
        XYChart chart = lines("seconds since the first request", "% of one processor");
        result.series().cpuPercent().forEach((part, values) -> add(chart, part, values));
        return svg(chart);
    }

    /** What each part used for one VM, beside the engine alone. */
    static String share(StressResult result) {
        CategoryChart chart = bars("", "CPU milliseconds each");
        List<String> parts = List.of("api", "worker", "temporal", "postgres");
        chart.addSeries("a VM", parts, values(result.cpuMillisPerVm(), parts));
        chart.addSeries(
                "the engine alone",
                parts,
                values(result.engineAlone().cpuMillisPerWorkflow(), parts));
        return svg(chart);
    }

    private static List<Double> values(Map<String, Double> of, List<String> names) {
        return names.stream().map(name -> of.getOrDefault(name, 0.0)).toList();
    }

    private static void add(XYChart chart, String name, List<? extends Number> values) {
        if (!values.isEmpty()) {
            List<Integer> places = IntStream.range(0, values.size()).boxed().toList();
            chart.addSeries(name, places, values).setMarker(SeriesMarkers.NONE);
        }
    }

    private static XYChart lines(String x, String y) {
        XYChart chart =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        chart.getStyler().setYAxisMin(0.0);
        return plain(chart);
    }

    private static CategoryChart bars(String x, String y) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(x)
                        .yAxisTitle(y)
                        .build();
        return plain(chart);
    }

    private static <C extends Chart<?, ?>> C plain(C chart) {
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        return chart;
    }

    private static String svg(Chart<?, ?> chart) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart, out, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
            String svg = out.toString(StandardCharsets.UTF_8);
            return svg.substring(svg.indexOf("<svg"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
