"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const encode = echarts.format.encodeHTML;

  // As MetricText of Trackside writes numbers.
  function number(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) {
      return "–";
    }
    const size = Math.abs(value);
    if (size >= 1e7) {
      return value.toExponential(3);
    }
    if (size >= 1000) {
      return value.toFixed(1);
    }
    if (size >= 0.01 || size === 0) {
      return value.toFixed(4);
    }
    return size >= 0.0001 ? value.toFixed(6) : value.toExponential(3);
  }

  // For axes, where neighbors tell the precision.
  function short(value) {
    const size = Math.abs(value);
    if (size !== 0 && size < 0.0001) {
      return (+value.toPrecision(4)).toExponential();
    }
    for (const [unit, sign] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e4, "k"]]) {
      if (size >= unit) {
        return +(value / (sign === "k" ? 1e3 : unit)).toPrecision(4) + sign;
      }
    }
    return String(+value.toPrecision(6));
  }

  function position(value) {
    return Number.isInteger(value) ? "Epoch " + value : "Within epoch " + Math.ceil(value);
  }

  function points(line) {
    const drawn = line.y.map(Number.isFinite);
    const few = line.y.length <= 40;
    return line.y.map((y, i) => {
      const alone = drawn[i] && !drawn[i - 1] && !drawn[i + 1];
      return { value: [line.x[i], y], symbol: few || alone ? "circle" : "none", symbolSize: few || alone ? 6 : 0 };
    });
  }

  // The epochs of all lines, where one may be longer than another.
  function epochs(chart) {
    return [...new Set(chart.lines.flatMap((line) => line.x))].sort((a, b) => a - b);
  }

  function bars(chart, line) {
    const values = new Map(line.x.map((x, i) => [x, line.y[i]]));
    return epochs(chart).map((x) => values.get(x) ?? null);
  }

  function series(chart) {
    const all = chart.lines.map((line) =>
      chart.kind === "bars"
        ? { type: "bar", name: line.name, data: bars(chart, line), itemStyle: { color: `var(--c${line.color})` }, barMaxWidth: 40, barCategoryGap: "25%" }
        : {
            type: "line", name: line.name, data: points(line), connectNulls: false,
            lineStyle: { color: `var(--c${line.color})`, width: 2, type: line.dash },
            itemStyle: { color: `var(--c${line.color})` }, emphasis: { disabled: true },
          });
    all.forEach((one) => { one.emphasis = { disabled: true }; });
    if (chart.marks) {
      all.push({
        type: "line", name: "marks", data: [], silent: true,
        markLine: {
          silent: true, symbol: "none", animation: false, label: { show: false }, emphasis: { disabled: true },
          lineStyle: { color: "var(--mark)", type: [2, 3], width: 1 },
          data: data.marks.map((mark) => ({ xAxis: mark.x })),
        },
      });
    }
    return all;
  }

  function tooltip(chart) {
    return (shown) => {
      const rows = shown.filter((one) => one.seriesName !== "marks");
      if (rows.length === 0) {
        return "";
      }
      const first = rows[0];
      const head = chart.kind === "bars" ? "Epoch " + first.axisValue : position(first.value[0]);
      return `<strong>${encode(head)}</strong>` + rows.map((one) => {
        const line = chart.lines[one.seriesIndex];
        const value = chart.kind === "bars" ? one.value : one.value[1];
        return `<br><span class="swatch c${line.color}"></span>${encode(one.seriesName)}: ${number(value)}`;
      }).join("");
    };
  }

  // Of bars that are means of many epochs those at round numbers have a label.
  function labelled(all) {
    if (all.length < 2 || all[1] - all[0] === 1) {
      return "auto";
    }
    const rough = all[all.length - 1] / 6;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= rough);
    return (index, epoch) => epoch % step === 0;
  }

  function axis(chart) {
    const style = {
      axisLine: { show: true, lineStyle: { color: "var(--quiet)" } },
      axisTick: { lineStyle: { color: "var(--quiet)" } },
      axisLabel: { color: "var(--quiet)", fontSize: 12, hideOverlap: true },
      nameTextStyle: { color: "var(--quiet)", fontSize: 12 },
      splitLine: { show: false },
      name: "epoch", nameLocation: "middle", nameGap: 28,
    };
    if (chart.kind === "bars") {
      const all = epochs(chart);
      return { ...style, type: "category", data: all, axisLabel: { ...style.axisLabel, interval: labelled(all) } };
    }
    const [from, to] = data.axis;
    return { ...style, type: "value", min: from, max: to, minInterval: 1, axisLabel: { ...style.axisLabel, formatter: (value) => (Number.isInteger(value) ? String(value) : "") } };
  }

  function option(chart, log) {
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 10, right: 22, top: chart.unit || (chart.marks && data.marks.length) ? 34 : 14, bottom: 34, containLabel: true },
      legend: { show: false, data: chart.lines.map((line) => line.name) },
      tooltip: {
        trigger: "axis", confine: true, transitionDuration: 0, formatter: tooltip(chart),
        backgroundColor: "var(--surface)", borderColor: "var(--line)", textStyle: { color: "var(--text)", fontSize: 13 },
        axisPointer: { type: chart.kind === "bars" ? "shadow" : "line", lineStyle: { color: "var(--quiet)" }, shadowStyle: { color: "var(--grid)", opacity: 0.6 } },
      },
      xAxis: axis(chart),
      yAxis: {
        type: log ? "log" : "value", scale: chart.kind !== "bars",
        axisLabel: { color: "var(--quiet)", fontSize: 12, formatter: short, hideOverlap: true }, splitLine: { lineStyle: { color: "var(--grid)" } },
        name: chart.unit, nameTextStyle: { color: "var(--quiet)", fontSize: 12, align: "left" },
      },
      series: series(chart),
    };
  }

  const tip = document.getElementById("tip");
  let tipped = null;
  let leaving = 0;

  function showTip(mark, texts) {
    clearTimeout(leaving);
    tipped = mark;
    tip.replaceChildren(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    const at = mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left + at.width / 2 - tip.offsetWidth / 2, document.documentElement.clientWidth - tip.offsetWidth - 8));
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${at.bottom + 6 + scrollY}px`;
  }

  function hideTip() {
    if (tipped) {
      tipped.removeAttribute("aria-describedby");
      tipped = null;
    }
    tip.hidden = true;
  }

  // Time to move the pointer from the mark onto its text.
  function leaveTip() {
    leaving = setTimeout(hideTip, 200);
  }

  tip.addEventListener("mouseenter", () => clearTimeout(leaving));
  tip.addEventListener("mouseleave", leaveTip);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hideTip();
    }
  });

  // Marks that would cover each other become one.
  function placeMarks(holder, instance) {
    const width = instance.getWidth();
    const place = (mark) => Math.max(16, Math.min(instance.convertToPixel({ xAxisIndex: 0 }, mark.x), width - 16));
    const label = ({ marks }) => (marks.length > 2 ? `${marks[0].label}…${marks[marks.length - 1].label}` : marks.map((mark) => mark.label).join(", "));
    const half = (group) => Math.max(24, 12 + 8 * label(group).length) / 2;
    const groups = data.marks.map((mark) => ({ left: place(mark), marks: [mark] })).sort((a, b) => a.left - b.left);
    for (let i = 1; i < groups.length; ) {
      const [one, next] = [groups[i - 1], groups[i]];
      if (next.left - one.left < half(one) + half(next) + 2) {
        groups.splice(i - 1, 2, { left: (one.left + next.left) / 2, marks: [...one.marks, ...next.marks] });
        i = Math.max(1, i - 1); // it has become wider
      } else {
        i++;
      }
    }
    const focused = [...holder.children].indexOf(document.activeElement);
    holder.replaceChildren(...groups.map((group) => {
      const { left, marks } = group;
      const link = document.createElement("a");
      link.className = "mark";
      link.href = "#" + marks[0].row;
      link.textContent = label(group);
      link.setAttribute("aria-label", "Decision " + marks.map((mark) => `${mark.label}: ${mark.text}`).join(" "));
      link.style.left = `clamp(${half(group)}px, ${(100 * left) / width}%, calc(100% - ${half(group)}px))`;
      const texts = marks.map((mark) => (marks.length === 1 ? mark.text : `${mark.label}: ${mark.text}`));
      link.addEventListener("mouseenter", () => showTip(link, texts));
      link.addEventListener("mouseleave", leaveTip);
      link.addEventListener("focus", () => showTip(link, texts));
      link.addEventListener("blur", hideTip);
      return link;
    }));
    if (focused >= 0 && holder.children[focused]) {
      holder.children[focused].focus();
    }
  }

  function key(line, kind) {
    const dash = { solid: "", dashed: "5 3", dotted: "2 2" }[line.dash];
    const shape = kind === "bars"
      ? `<rect x="6" y="0" width="12" height="12" rx="2" fill="var(--c${line.color})"/>`
      : `<path d="M0 6H24" stroke="var(--c${line.color})" stroke-width="3" stroke-dasharray="${dash}"/>`;
    return `<svg class="key" viewBox="0 0 24 12" aria-hidden="true">${shape}</svg>`;
  }

  function fillLegend(figure, chart, instance) {
    figure.querySelector(".legend").replaceChildren(...chart.lines.map((line) => {
      const button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-pressed", "true");
      button.innerHTML = key(line, chart.kind);
      button.append(line.name);
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(on));
        instance().dispatchAction({ type: on ? "legendSelect" : "legendUnSelect", name: line.name });
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }

  function offerLog(figure, chart, instance) {
    const values = chart.lines.flatMap((line) => line.y).filter(Number.isFinite);
    if (chart.kind === "bars" || !values.every((value) => value > 0) || Math.max(...values) < 20 * Math.min(...values)) {
      return;
    }
    const button = figure.querySelector(".log");
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      instance().setOption({ yAxis: { type: on ? "log" : "value" } });
      instance().resize();
    });
  }

  const drawings = data.charts.map((chart) => {
    const figure = document.getElementById(chart.id);
    const canvas = figure.querySelector(".canvas");
    const marks = figure.querySelector(".marks");
    let instance = null;
    // Lets a printed page scale the picture.
    const settle = () => {
      const svg = canvas.querySelector("svg");
      svg.setAttribute("viewBox", `0 0 ${instance.getWidth()} ${instance.getHeight()}`);
      svg.setAttribute("aria-hidden", "true");
      if (chart.marks) {
        placeMarks(marks, instance);
      }
    };
    const draw = () => {
      if (instance) {
        return;
      }
      instance = echarts.init(canvas, null, { renderer: "svg" });
      instance.setOption(option(chart, false));
      settle();
      new ResizeObserver(() => {
        if (canvas.clientWidth !== instance.getWidth() && !matchMedia("print").matches) {
          instance.resize();
          settle();
        }
      }).observe(canvas);
    };
    fillLegend(figure, chart, () => { draw(); return instance; });
    offerLog(figure, chart, () => { draw(); return instance; });
    return { figure, draw };
  });

  // Charts far below wait until somebody scrolls to them.
  const watch = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => {
    watch.unobserve(entry.target);
    drawings.find((drawing) => drawing.figure === entry.target).draw();
  }), { rootMargin: "800px" });
  drawings.forEach((drawing, index) => (index < 12 ? drawing.draw() : watch.observe(drawing.figure)));
  addEventListener("beforeprint", () => drawings.forEach((drawing) => drawing.draw()));

  const toggle = document.getElementById("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const name = () => { toggle.textContent = dark() ? "Light" : "Dark"; toggle.setAttribute("aria-label", dark() ? "Light colors" : "Dark colors"); };
  toggle.addEventListener("click", () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; name(); });
  system.addEventListener("change", name);
  name();
})();
