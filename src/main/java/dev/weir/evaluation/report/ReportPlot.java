package dev.weir.evaluation.report;

import dev.weir.evaluation.report.EvaluationReport.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** Reports as a picture: precision over recall, recall in the course of the stream, and calibration, a line for each file. */
public final class ReportPlot {
    private static final int PANEL = 420;
    private static final int LEFT = 60;
    private static final int TOP = 60;
    private static final int GAP = 70;
    private static final int LEGEND_LINE = 22;
    private static final int TICKS = 5;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Color GRID = new Color(0xE3E6EA);
    private static final Color INK = new Color(0x2B2F36);
    /** Colours that remain apart for the colour-blind (Okabe and Ito). */
    private static final Color[] LINES = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private ReportPlot() {}

    /** Writes a PNG, and leaves the stream open. */
    public static void write(List<EvaluationReport> reports, OutputStream out) throws IOException {
        int width = LEFT + 3 * PANEL + 2 * GAP + 30;
        int height = TOP + PANEL + 60 + LEGEND_LINE * (reports.size() + 1);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        panel(
                canvas,
                0,
                "Precision (y) over recall (x)",
                reports,
                r -> r.curves().precisionOverRecall());
        panel(
                canvas,
                1,
                "Recall at 1 % false alerts (y) in the course of the stream (x)",
                reports,
                r -> r.curves().recallOverTime());
        diagonal(canvas, left(2));
        panel(
                canvas,
                2,
                "Truly malicious (y) at score (x)",
                reports,
                r -> r.curves().calibration());
        legend(canvas, reports);
        canvas.dispose();
        ImageIO.write(image, "png", out);
        out.flush();
    }

    private static void panel(
            Graphics2D canvas,
            int position,
            String title,
            List<EvaluationReport> reports,
            Function<EvaluationReport, List<Point>> curve) {
        int left = left(position);
        frame(canvas, left, title);
        canvas.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < reports.size(); i++) {
            canvas.setColor(LINES[i % LINES.length]);
            List<Point> points = curve.apply(reports.get(i));
            for (int p = 0; p < points.size(); p++) {
                int x = x(left, points.get(p));
                int y = y(points.get(p));
                if (p > 0) {
                    canvas.drawLine(x(left, points.get(p - 1)), y(points.get(p - 1)), x, y);
                }
                if (points.size() <= 60) {
                    canvas.fillOval(x - 3, y - 3, 6, 6);
                }
            }
        }
    }

    private static void frame(Graphics2D canvas, int left, String title) {
        canvas.setFont(TEXT);
        canvas.setStroke(new BasicStroke(1));
        for (int tick = 0; tick <= TICKS; tick++) {
            int offset = PANEL * tick / TICKS;
            String label = String.format(Locale.ROOT, "%.1f", tick / (double) TICKS);
            canvas.setColor(GRID);
            canvas.drawLine(left, TOP + PANEL - offset, left + PANEL, TOP + PANEL - offset);
            canvas.drawLine(left + offset, TOP, left + offset, TOP + PANEL);
            canvas.setColor(INK);
            canvas.drawString(label, left - 30, TOP + PANEL - offset + 5);
            canvas.drawString(label, left + offset - 9, TOP + PANEL + 20);
        }
        canvas.setFont(title.length() > 40 ? TEXT : TITLE);
        canvas.drawString(title, left, TOP - 18);
    }

    private static void diagonal(Graphics2D canvas, int left) {
        canvas.setColor(GRID.darker());
        canvas.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {5, 5}, 0));
        canvas.drawLine(left, TOP + PANEL, left + PANEL, TOP);
    }

    private static void legend(Graphics2D canvas, List<EvaluationReport> reports) {
        canvas.setFont(TEXT);
        for (int i = 0; i < reports.size(); i++) {
            EvaluationReport report = reports.get(i);
            int y = TOP + PANEL + 55 + LEGEND_LINE * i;
            canvas.setColor(LINES[i % LINES.length]);
            canvas.fillRect(LEFT, y - 10, 22, 5);
            canvas.setColor(INK);
            canvas.drawString(
                    String.format(
                            Locale.ROOT,
                            "%s   %s, %d labels   average precision %.4f, recall at 1 %% false alerts %.3f",
                            Path.of(report.file()).getFileName(),
                            report.protocol(),
                            report.labelsUsed(),
                            report.averagePrecision(),
                            report.recallAtFpr1Percent()),
                    LEFT + 32,
                    y);
        }
    }

    private static int left(int position) {
        return LEFT + position * (PANEL + GAP);
    }

    private static int x(int left, Point point) {
        return left + (int) Math.round(PANEL * point.x());
    }

    private static int y(Point point) {
        return TOP + PANEL - (int) Math.round(PANEL * point.y());
    }
}
